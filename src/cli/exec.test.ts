/**
 * `bulkhead exec` as real processes on a real keyring: what the command gets, how it starts and ends, and what it must
 * never see.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInCommandLines, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, lockKeyring, openKeyring, unlockKeyring } from '../../e2e/keyring.ts'
import { builtCli } from './testing/built-cli.ts'
import { type Bulkhead, cliIn, type Run, run } from './testing/run-cli.ts'

const web = newCanary('the token of web')
const api = newCanary('the token of api', 'glpat-', 20)
const service = newCanary('the token of a service', 'sk_test_', 24)

let keyring: Keyring
let bulkhead: Bulkhead
let cli: string
let folder: string
/** Programs and scripts that tests start. */
let bin: string

beforeAll(async () => {
  keyring = await openKeyring()
  cli = await builtCli()
  bulkhead = await cliIn(keyring.env)
  folder = project('web')
  bin = join(keyring.home, 'bin')
  mkdirSync(bin)
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN'], { input: web.value }))
  await ok(bulkhead(['add', 'api', '--domain', 'project:api', '--env', 'API_TOKEN'], { input: api.value }))
  await ok(bulkhead(['add', 'svc', '--domain', 'service:billing', '--env', 'SVC_TOKEN'], { input: service.value }))
  await ok(bulkhead(['bind', 'web'], { cwd: folder }))
}, 120_000)

afterAll(async () => {
  assertNoCanaryInFiles([web, api, service], join(keyring.home, 'bulkhead'), join(keyring.home, 'run'), bin)
  await keyring.close()
})

async function ok(running: Promise<Run>): Promise<Run> {
  const done = await running
  expect(done.stderr + done.stdout, `exit code ${done.code}`).toSatisfy(() => done.code === 0)
  return done
}

function project(name: string, content?: string): string {
  const path = join(keyring.home, name)
  mkdirSync(path, { recursive: true })
  if (content !== undefined) writeFileSync(join(path, '.bulkhead.toml'), content, { mode: 0o600 })
  return path
}

/** Runs a command in the project web. */
const exec = (command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> =>
  bulkhead(['exec', '--', ...command], { cwd: folder, env })

/** Runs bulkhead from a shell, for what node cannot start by itself: bytes, limits, dispositions. `$B` starts it. */
const fromShell = (script: string, env: Readonly<Record<string, string>> = {}): Promise<Run> =>
  run('/bin/bash', ['-c', script], {
    input: '',
    cwd: folder,
    env: { ...keyring.env, NODE: process.execPath, CLI: cli, ...env },
  })

function script(name: string, content: string | Uint8Array, mode = 0o755): string {
  const path = join(bin, name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** Environment as a command saw it: `env -0`, by name. */
function environmentIn({ stdout }: Run): Map<string, string> {
  const entries = stdout.split('\0').filter((entry) => entry !== '')
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]))
}

describe('exec, when it refuses', () => {
  const refused = async (running: Promise<Run>, code: string): Promise<Run> => {
    const done = await running
    expect(done.code).toBe(125)
    expect(done.stderr).toMatch(/^bulkhead: .+\nhint: .+\n/)
    expect(done.json()).toMatchObject({ v: 1, error: { code } })
    return done
  }
  const inFolder = (cwd: string, ...command: string[]): Promise<Run> =>
    bulkhead(['exec', '--json', '--', ...(command.length > 0 ? command : ['touch', 'ran'])], { cwd })

  it.each([
    [[]],
    [['--']],
    [['true']],
    [['--bogus', '--', 'true']],
    [['--project']],
    [['--project', '--', 'true']],
    [['--clean=1', '--', 'true']],
    [['--broker', '--', 'true']],
    [['--strict', '--', 'true']],
    [['--learn', '--', 'true']],
  ])('takes %j for bad usage, with 125 like every failure of its own', async (args) => {
    await refused(bulkhead(['exec', '--json', ...args], { cwd: folder }), 'usage')
  })

  it('repeats no word before -- that may be a secret', async () => {
    const done = await refused(bulkhead(['exec', '--json', web.value, '--', 'true']), 'usage')
    assertNoCanary([web], 'its output', done.stderr + done.stdout)
  })

  it('stops at a project file that was not allowed, was changed by one byte, or was denied', async () => {
    const path = project('file', 'project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\n')
    await refused(inFolder(path), 'project-untrusted')
    await ok(bulkhead(['allow', '--yes'], { cwd: path }))
    await ok(inFolder(path))
    writeFileSync(join(path, '.bulkhead.toml'), 'project = "web"\n[env.WEB_TOKEN]\ntoken = "web" \n')
    await refused(inFolder(path), 'project-untrusted')
    await ok(bulkhead(['deny'], { cwd: path }))
    await refused(inFolder(path), 'project-untrusted')
    writeFileSync(join(path, '.bulkhead.toml'), 'project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\n')
    await refused(inFolder(path), 'project-untrusted')
  })

  it('stops at an allowed file in a copied folder', async () => {
    const content = 'project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\n'
    await ok(bulkhead(['allow', '--yes'], { cwd: project('original', content) }))
    await refused(inFolder(project('clone', content)), 'project-untrusted')
  })

  it.each([
    ['a symbolic link', (path: string) => symlinkSync(join(project('real', ''), '.bulkhead.toml'), path)],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a file that its group may write', (path: string) => writeFileSync(path, '', { mode: 0o600 }), 0o620],
    ['a file that all may write', (path: string) => writeFileSync(path, '', { mode: 0o600 }), 0o602],
  ] as const)('stops at %s in place of the project file', async (what, make, mode?: number) => {
    const path = join(project(`unsafe-${what.replaceAll(' ', '-')}`), '.bulkhead.toml')
    make(path)
    if (mode !== undefined) chmodSync(path, mode)
    await refused(inFolder(join(path, '..')), 'unsafe-path')
  })

  it('stops at a FIFO in place of the project file, and does not wait for a writer', async () => {
    const path = project('fifo')
    await run('/usr/bin/mkfifo', [join(path, '.bulkhead.toml')], { input: '', env: keyring.env })
    await refused(inFolder(path), 'unsafe-path')
  })

  it('stops at a project file over 64 KiB', async () => {
    await refused(inFolder(project('big', `# ${'x'.repeat(64 * 1024)}\n`)), 'too-big')
  })

  it('stops at a token of another project, whatever an allowed file says', async () => {
    const path = project('thief', '[env.WEB_TOKEN]\ntoken = "web"\n')
    await ok(bulkhead(['allow', '--yes'], { cwd: path }))
    await refused(inFolder(path), 'foreign-domain')
  })

  it('stops at a file that would send a token elsewhere', async () => {
    const path = project('wider', '[env.SVC_TOKEN]\ntoken = "svc"\nto = ["evil.example"]\n')
    await ok(bulkhead(['allow', '--yes'], { cwd: path }))
    await refused(inFolder(path), 'destination-refused')
  })

  it('stops at a quarantined, an expired, a removed and a missing token, one and all', async () => {
    const path = project('states')
    const extra = newCanary('a token with a life')
    await ok(bulkhead(['add', 'life', '--domain', 'service:x', '--env', 'LIFE'], { input: extra.value }))
    await ok(bulkhead(['bind', 'life'], { cwd: path }))
    await ok(bulkhead(['bind', 'svc'], { cwd: path }))
    await ok(bulkhead(['quarantine', 'life']))
    await refused(inFolder(path), 'token-quarantined')
    await ok(bulkhead(['release', 'life', '--yes']))
    await ok(inFolder(path))
    expect(readdirSync(path)).toContain('ran')

    const file = project('missing', '[env.X]\ntoken = "nobody"\n')
    await ok(bulkhead(['allow', '--yes'], { cwd: file }))
    await refused(inFolder(file), 'not-found')
    const short = project('short')
    await ok(
      bulkhead(['add', 'short-lived', '--domain', 'service:x', '--env', 'S', '--expires', soon()], {
        input: `${extra.value}2`,
      }),
    )
    await ok(bulkhead(['bind', 'short-lived'], { cwd: short }))
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await refused(inFolder(short), 'token-expired')
    for (const each of [file, short]) expect(readdirSync(each)).not.toContain('ran')
  })

  const soon = (): string => new Date(Date.now() + 2_900).toISOString()

  it('stops at a folder that is not there', async () => {
    await refused(bulkhead(['exec', '--json', '--project', join(folder, 'nowhere'), '--', 'true']), 'not-found')
  })

  it('stops at a locked keyring, and does not take the token for missing', async () => {
    await lockKeyring(keyring.env)
    try {
      await refused(inFolder(folder), 'keychain-locked')
    } finally {
      await unlockKeyring(keyring.env)
    }
    await ok(exec(['true']))
  })

  it('stops without a session bus', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    await refused(bulkhead(['exec', '--json', '--', 'touch', 'ran'], { cwd: folder, env }), 'keychain-missing')
    expect(readdirSync(folder)).not.toContain('ran')
  })
})

describe('exec, when a command cannot start', () => {
  const CASES: readonly { name: string; exit: 126 | 127; make: () => string }[] = [
    { name: 'a name that PATH does not have', exit: 127, make: () => 'no-such-command' },
    { name: 'an empty name', exit: 127, make: () => '' },
    { name: 'a path that is not there', exit: 127, make: () => './nowhere/at-all' },
    { name: 'a path through a file', exit: 126, make: () => `${script('a-file', '')}/below` },
    { name: 'a directory', exit: 126, make: () => bin },
    { name: 'a file without x', exit: 126, make: () => script('plain', '#!/bin/sh\n', 0o644) },
    { name: 'a name in PATH without x', exit: 126, make: () => basename(script('plain-in-path', '', 0o644)) },
    { name: 'a link in a circle', exit: 126, make: () => circle() },
    { name: 'a name that is too long', exit: 126, make: () => `./${'x'.repeat(5_000)}` },
    { name: 'a missing interpreter', exit: 126, make: () => script('no-interpreter', '#!/no/such/interpreter\n') },
    { name: 'an interpreter with a carriage return', exit: 126, make: () => script('crlf', '#!/bin/sh\r\nexit 0\r\n') },
    { name: 'an interpreter that is a directory', exit: 126, make: () => script('dir-interpreter', '#!/bin\n') },
    {
      name: 'an interpreter without x',
      exit: 126,
      make: () => script('x-interpreter', `#!${script('i', '', 0o644)}\n`),
    },
    {
      name: 'an interpreter that is no program',
      exit: 126,
      make: () => script('t-interpreter', `#!${script('t', 'text')}\n`),
    },
    { name: 'scripts that interpret each other', exit: 126, make: () => chain(6) },
    { name: 'binary data', exit: 126, make: () => script('binary', Buffer.from([1, 2, 3, 0, 0, 0, 10])) },
    { name: 'the first bytes of a program', exit: 126, make: () => script('cut', Buffer.from('\x7fELF')) },
    { name: 'a program for another processor', exit: 126, make: () => script('alien', elf({ machine: 0xb7 })) },
    { name: 'an object file', exit: 126, make: () => script('object', elf({ type: 1 })) },
    {
      name: 'a program whose loader is missing',
      exit: 126,
      make: () => script('loader', elf({ loader: '/no/ld.so' })),
    },
    { name: 'a FIFO', exit: 126, make: () => fifo() },
    { name: 'a device', exit: 126, make: () => '/dev/null' },
  ]

  it.each(CASES)('gives $exit for $name', async ({ exit, make }) => {
    const command = make()
    const PATH = `${bin}:${keyring.env.PATH}`
    const done = await bulkhead(['exec', '--', command, 'argument'], { cwd: folder, env: { PATH } })
    expect(done.stderr).toMatch(/^bulkhead: /)
    expect(done.code).toBe(exit)
  })

  it('gives 126 for a program that is being written', async () => {
    const path = join(bin, 'busy')
    copyFileSync('/bin/true', path)
    chmodSync(path, 0o755)
    await ok(exec([path]))
    const descriptor = openSync(path, 'r+')
    try {
      expect((await exec([path])).code).toBe(126)
    } finally {
      closeSync(descriptor)
    }
  })

  it('gives 126 for a secret that no environment takes', async () => {
    const path = project('huge')
    const secret = Buffer.alloc(131_072 - 'HUGE='.length, 'x')
    await ok(bulkhead(['add', 'huge', '--domain', 'service:x', '--env', 'HUGE'], { input: secret }))
    await ok(bulkhead(['bind', 'huge'], { cwd: path }))
    const done = await bulkhead(['exec', '--', 'true'], { cwd: path })
    expect(done.stderr).toMatch(/HUGE is too long/)
    expect(done.code).toBe(126)

    await ok(bulkhead(['rotate', 'huge'], { input: secret.subarray(1) }))
    const fits = await ok(bulkhead(['exec', '--', 'sh', '-c', 'env | grep ^HUGE= | wc -c'], { cwd: path }))
    expect(fits.stdout.trim()).toBe('131072')
  })

  it('gives 126, and never dies, where arguments and environment come close to the limit', async () => {
    const done = await fromShell(
      `ulimit -Ss 1024; X=$(head -c 1000 /dev/zero | tr '\\0' x)
       set --; for i in $(seq 235); do set -- "$@" "$X"; done
       for i in $(seq 25); do set -- "$@" "$X"; "$NODE" "$CLI" exec -- true "$@"; echo "$?"; done`,
    )
    const codes = done.stdout.trim().split('\n')
    expect(codes).toContain('0')
    expect(codes.filter((code) => code !== '0' && code !== '126')).toEqual([])
    expect(done.stderr).toMatch(/bulkhead: true: the arguments and the environment are too large together/)
  })

  const circle = (): string => {
    symlinkSync('round-b', join(bin, 'round-a'))
    symlinkSync('round-a', join(bin, 'round-b'))
    return join(bin, 'round-a')
  }
  const chain = (depth: number): string =>
    Array.from({ length: depth }, (_, index) => index).reduce(
      (inner, index) => script(`chain-${index}`, `#!${inner}\n`),
      '/bin/sh',
    )
  const fifo = (): string => {
    const path = join(bin, 'fifo')
    execFileSync('mkfifo', [path])
    chmodSync(path, 0o755)
    return path
  }
})

/** A 64-bit program for Linux as far as the kernel looks before it starts it, all else missing. */
function elf({ machine = 0x3e, type = 2, loader = '/lib64/ld-linux-x86-64.so.2' } = {}): Buffer {
  const bytes = Buffer.alloc(64 + 56 + loader.length + 1)
  bytes.write('\x7fELF', 'latin1')
  bytes.set([2, 1, 1], 4)
  bytes.writeUInt16LE(type, 16)
  bytes.writeUInt16LE(machine, 18)
  bytes.writeBigUInt64LE(64n, 32)
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt32LE(3, 64)
  bytes.writeBigUInt64LE(120n, 64 + 8)
  bytes.writeBigUInt64LE(BigInt(loader.length + 1), 64 + 32)
  bytes.write(loader, 120)
  return bytes
}

describe('exec, when a command starts', () => {
  it.each([0, 1, 7, 125, 126, 127, 255])('ends with the command’s own code %i', async (code) => {
    expect((await exec(['sh', '-c', `exit ${code}`])).code).toBe(code)
  })

  it.each(['TERM', 'INT', 'HUP', 'QUIT', 'KILL', 'USR1', 'USR2', 'PIPE', 'XFSZ'])(
    'dies of SIG%s as the command does',
    async (name) => {
      const done = await fromShell(`"$NODE" "$CLI" exec -- sh -c 'ulimit -c 0; kill -${name} $$'; kill -l "$?"`)
      expect(done.stdout.trim()).toBe(name)
    },
  )

  it('is the command: same process, same parent, nothing of ours left', async () => {
    const done = await fromShell(
      `"$NODE" "$CLI" exec -- sh -c 'echo "$$ $PPID"; tr "\\0" " " < /proc/$$/cmdline' & echo "$! $$"; wait`,
    )
    const [first, second, line] = done.stdout.trim().split('\n')
    expect(first).toBe(second)
    expect(line).toMatch(/^sh -c echo/)
  })

  it('hands over arguments untouched, also those that look like ours', async () => {
    const args = [
      '--',
      '--help',
      '--json',
      '',
      ' ',
      '"',
      "'",
      '$(id)',
      '`id`',
      '!',
      '*',
      '\n',
      '\\',
      'é',
      '😀',
      '\u202e',
      '%PATH%',
      '^&|',
    ]
    const done = await ok(exec(['printf', '%s\\0', ...args]))
    expect(done.stdout.split('\0').slice(0, -1)).toEqual(args)
  })

  it.each([
    ['a text file without #!', () => script('plain-text', 'echo "$0 $1"\n')],
    ['an empty file', () => script('empty', '')],
    ['a script', () => script('script', '#!/bin/sh -e\necho "$0 $1"\n')],
    ['a script with blanks around its interpreter', () => script('blanks', '#! \t/bin/sh \t-e \necho "$0 $1"\n')],
    ['a script of one line without an end', () => script('one-line', '#!/bin/sh')],
    ['a script with a relative interpreter', () => script('relative', '#!../bin/script\n')],
    ['a script five interpreters deep', () => script('deep', `#!${chain5()}\n`)],
    ['a file whose #! names nothing', () => script('nothing', '#!\necho "$0 $1"\n')],
  ])('starts %s', async (_, make) => {
    await ok(exec([make(), 'argument']))
  })

  const chain5 = (): string =>
    [1, 2, 3].reduce((inner, index) => script(`deep-${index}`, `#!${inner}\n`), script('deep-0', '#!/bin/sh\n'))

  it('passes a text file’s name and arguments to the shell, a name with a dash too', async () => {
    mkdirSync(join(folder, '-dash'), { recursive: true })
    writeFileSync(join(folder, '-dash', 'run'), 'echo "$1"\n', { mode: 0o755 })
    const done = await ok(exec(['-dash/run', 'a b']))
    expect(done.stdout).toBe('a b\n')
  })

  it('finds names along PATH as execvp does: the empty entry is here, what cannot run is passed over', async () => {
    const here = project('here')
    writeFileSync(join(here, 'tool'), '#!/bin/sh\necho "here $0"\n', { mode: 0o755 })
    const path = async (PATH: string, command = 'tool') =>
      (await bulkhead(['exec', '--', command], { cwd: here, env: { PATH } })).stdout
    expect(await path('/nowhere::/bin')).toMatch(/^here /)
    expect(await path('')).toMatch(/^here /)
    expect(await path('/bin')).toBe('')
    mkdirSync(join(here, 'first', 'tool'), { recursive: true })
    mkdirSync(join(here, 'second'))
    writeFileSync(join(here, 'second', 'tool'), '', { mode: 0o644 })
    expect(await path('first:second:.')).toMatch(/^here /)
    const without = await fromShell('unset PATH; "$NODE" "$CLI" exec -- ls / > /dev/null; echo "$?"')
    expect(without.stdout).toBe('0\n')
  })

  // Node closes descriptors 3 to 15 on every start; the others, such as those of <(…), get through.
  it('leaves signals, descriptors, working directory, umask and priority as a direct start does', async () => {
    const look = `grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status; ls -1 /proc/self/fd; pwd; umask; nice; cat /dev/fd/63`
    const direct = await fromShell(`umask 027; exec 63< <(echo passed); nice -n 3 sh -c "$LOOK"`, { LOOK: look })
    const ours = await fromShell(`umask 027; exec 63< <(echo passed); nice -n 3 "$NODE" "$CLI" exec -- sh -c "$LOOK"`, {
      LOOK: look,
    })
    expect(ours.stdout).toBe(direct.stdout)
    expect(ours.stdout).toMatch(/SigIgn:\t0+\n/)
  })

  it('lets a pipe that breaks end the command quietly', async () => {
    const done = await fromShell(`"$NODE" "$CLI" exec -- yes | head -n 1; echo "\${PIPESTATUS[0]}"`)
    expect(done.stdout).toBe('y\n141\n')
  })

  it('passes on what comes in and out, byte for byte', async () => {
    const done = await fromShell(
      `head -c 300000 /dev/urandom > in; "$NODE" "$CLI" exec -- cat < in | cmp - in && echo same`,
    )
    expect(done.stdout).toBe('same\n')
  })

  it.each([
    ['an argument', `"$NODE" "$CLI" exec -- touch $'\\xff'`],
    ['an argument of a restart', `NODE_OPTIONS=--no-warnings "$NODE" "$CLI" exec -- touch $'\\xff'`],
    ['a variable', `X=$'a\\xe9' "$NODE" "$CLI" exec -- touch ran`],
    ['a variable of a restart', `X=$'a\\xe9' NODE_OPTIONS=--no-warnings "$NODE" "$CLI" exec -- touch ran`],
    ['the name of a variable', `env $'\\xe9=1' "$NODE" "$CLI" exec -- touch ran`],
  ])('refuses bytes that are not UTF-8 in %s instead of changing them', async (_, line) => {
    const before = readdirSync(folder)
    const done = await fromShell(`${line}; echo "$?"`)
    expect(done.stdout).toBe('125\n')
    expect(done.stderr).toMatch(/not valid UTF-8/)
    expect(readdirSync(folder)).toEqual(before)
  })

  it('takes a real U+FFFD for what it is', async () => {
    const done = await ok(exec(['printenv', 'X'], { X: 'a\ufffdb' }))
    expect(done.stdout).toBe('a\ufffdb\n')
  })

  it('gives the command the user’s NODE_OPTIONS, and takes none of them itself', async () => {
    const loaded = join(keyring.home, 'loaded')
    const hook = join(keyring.home, 'hook.cjs')
    writeFileSync(
      hook,
      `if (process.argv[1]) require('fs').appendFileSync(${JSON.stringify(loaded)}, process.argv[1] + '\\n')`,
    )
    const NODE_OPTIONS = `--require ${hook}`
    const seen = await ok(exec(['printenv', 'NODE_OPTIONS'], { NODE_OPTIONS }))
    expect(seen.stdout).toBe(`${NODE_OPTIONS}\n`)
    const names = environmentIn(await ok(exec(['env', '-0'], { NODE_OPTIONS })))
    expect([...names.keys()].filter((name) => name.startsWith('BULKHEAD_NODE'))).toEqual([])
    expect((await ok(exec(['printenv', 'NODE_OPTIONS'], { NODE_OPTIONS: '' }))).stdout).toBe('\n')
  })

  it('has no project to need: without one the command runs, and stderr says in one line that it gets no token', async () => {
    const done = await bulkhead(['exec', '--', 'echo', 'ran'], { cwd: project('nothing') })
    expect(done).toMatchObject({ code: 0, stdout: 'ran\n' })
    expect(done.stderr).toMatch(/^bulkhead: .*no token.*\n$/)
  })

  it('records the use: the event, the session and the time on the token', async () => {
    const before = new Date().toISOString()
    await ok(exec(['true']))
    const { events } = (await ok(bulkhead(['audit', 'list', '--json']))).json() as {
      events?: { action: string; token: { name: string }; session: string }[]
    } & { v: number }
    const last = events?.findLast(({ action }) => action === 'exec')
    expect(last).toMatchObject({ token: { name: 'web' }, decision: 'allowed', project: 'web', code: null })
    const { token } = (await ok(bulkhead(['show', 'web', '--json']))).json() as { token?: { lastUsedAt: string } } & {
      v: number
    }
    expect((token?.lastUsedAt ?? '') >= before).toBe(true)
    expect(last?.session).toMatch(/^ses_[0-9A-HJKMNP-TV-Z]{26}$/)
  })
})

describe('exec, and the environment', () => {
  it('adds the bound variables, and changes no other byte', async () => {
    const odd = {
      EMPTY: '',
      LINES: 'a\nb\n',
      QUOTES: `'"\`$(x)\\`,
      UTF: 'ü😀',
      SPACE: '  ',
      'odd-name': '1',
      'a.b': '2',
      __proto__x: '3',
    }
    const direct = environmentIn(await run('/usr/bin/env', ['-0'], { input: '', env: { ...keyring.env, ...odd } }))
    const scoped = environmentIn(await ok(exec(['env', '-0'], odd)))
    expect(scoped.get('WEB_TOKEN')).toSatisfy((value) => value === web.value)
    scoped.delete('WEB_TOKEN')
    expect(Object.fromEntries(scoped)).toEqual(Object.fromEntries(direct))
  })

  it('keeps a variable called __proto__', async () => {
    const done = await fromShell('__proto__=kept "$NODE" "$CLI" exec -- printenv __proto__')
    expect(done.stdout).toBe('kept\n')
  })

  it('gives a variable the bound token, whatever it was before', async () => {
    const done = await ok(exec(['printenv', 'WEB_TOKEN'], { WEB_TOKEN: api.value }))
    expect(done.stdout.trim()).toSatisfy((value) => value === web.value)
    expect(done.stderr).toBe('')
  })

  const held = (value: string): readonly [string, string][] => [
    ['the token itself', value],
    ['a header', `Authorization: Bearer ${value}`],
    ['a URL', `https://oauth2:${value}@example.com/x.git`],
    ['a query', `https://example.com/?a=1&token=${value}&b=2`],
    ['a list of settings', `A=1,TOKEN=${value},B=2`],
    ['JSON', JSON.stringify({ auth: value })],
    ['several lines', `first\nKEY=${value}\nlast`],
    ['a flag', `--token=${value} --verbose`],
    ['a path', `/run/${value}/x`],
    ['a line end', `${value}\n`],
    ['100 kB of text', `${'word '.repeat(10_000)}${value} ${'word '.repeat(10_000)}`],
  ]

  it.each(held('@').map(([what]) => what))(
    'takes out a variable that holds another project’s token as %s, and says so',
    async (what) => {
      const value = held(api.value).find(([name]) => name === what)?.[1] ?? ''
      const done = await exec(['sh', '-c', 'env | grep -c "^HOLDS="'], { HOLDS: value })
      expect(done.stdout).toBe('0\n')
      expect(done.stderr).toBe('bulkhead: HOLDS is taken out: it holds api, which is not bound here\n')
    },
  )

  it('takes it out under any name, also where nothing is bound', async () => {
    const done = await bulkhead(['exec', '--', 'env', '-0'], {
      cwd: project('nothing'),
      env: { LC_ALL: api.value, GREETING: web.value, 'odd-name': service.value },
    })
    assertNoCanary([web, api, service], 'its environment', done.stdout + done.stderr)
    expect(done.stderr.match(/is taken out/g)).toHaveLength(3)
  })

  it('leaves the project’s own token where it was already', async () => {
    const done = await ok(exec(['printenv', 'GH_TOKEN'], { GH_TOKEN: web.value }))
    expect(done.stdout.trim()).toSatisfy((value) => value === web.value)
    expect(done.stderr).toBe('')
  })

  it('leaves it also when the same secret is in the vault under another name', async () => {
    await ok(bulkhead(['add', 'twin', '--domain', 'project:other', '--env', 'TWIN'], { input: web.value }))
    try {
      const done = await ok(exec(['printenv', 'GH_TOKEN'], { GH_TOKEN: web.value }))
      expect(done.stderr).toBe('')
    } finally {
      await ok(bulkhead(['rm', 'twin', '--yes']))
    }
  })

  it('leaves what only looks like a token', async () => {
    const done = await ok(
      exec(['sh', '-c', 'echo "$A $B $C"'], {
        A: `${api.value}x`,
        B: api.value.slice(1),
        C: newCanary('unknown', 'glpat-', 20).value,
      }),
    )
    expect(done.stderr).toBe('')
    expect(done.stdout.trim().split(' ')).toHaveLength(3)
  })

  it('keeps with --clean what a program needs to run, the bound variables, and nothing else', async () => {
    const kept = {
      HOME: '/h',
      USER: 'u',
      LOGNAME: 'l',
      SHELL: '/bin/sh',
      TERM: 'dumb',
      LANG: 'C',
      LC_ALL: 'C',
      LC_X: 'x',
      TZ: 'UTC',
      TMPDIR: '/tmp',
      XDG_RUNTIME_DIR: keyring.env.XDG_RUNTIME_DIR ?? '',
      DISPLAY: ':9',
      WAYLAND_DISPLAY: 'w',
    }
    const env = {
      ...keyring.env,
      ...kept,
      OTHER: '1',
      HOMER: '1',
      LC: '1',
      DBUS_SESSION_BUS_ADDRESS: keyring.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    }
    const done = await bulkhead(['exec', '--clean', '--', 'env', '-0'], { cwd: folder, env })
    const scoped = environmentIn(done)
    expect([...scoped.keys()].sort()).toEqual([...Object.keys(kept), 'PATH', 'WEB_TOKEN'].sort())
    for (const [name, value] of Object.entries(kept)) expect(scoped.get(name)).toBe(value)
  })

  it('forgets what a scoped shell around it was given, also secrets too short to be recognised', async () => {
    const done = await ok(
      bulkhead(['exec', '--', 'env', '-0'], {
        cwd: project('nothing'),
        env: {
          BULKHEAD_SESSION: 'ses_outer',
          BULKHEAD_PROJECT: 'web',
          BULKHEAD_VARIABLES: 'SHORT WEB_TOKEN',
          SHORT: 's3cret',
          WEB_TOKEN: 'x',
        },
      }),
    )
    const names = [...environmentIn(done).keys()]
    for (const name of ['SHORT', 'WEB_TOKEN', 'BULKHEAD_PROJECT', 'BULKHEAD_VARIABLES'])
      expect(names).not.toContain(name)
  })

  it('gives each exec of a nested pair its own project’s tokens', async () => {
    const inner = project('api')
    await ok(bulkhead(['bind', 'api'], { cwd: inner }))
    const done = await fromShell(`"$NODE" "$CLI" exec -- sh -c 'cd ../api && "$NODE" "$CLI" exec -- env -0'`)
    const names = environmentIn(done)
    expect(names.has('API_TOKEN')).toBe(true)
    expect(names.has('WEB_TOKEN')).toBe(false)
  })
})

describe('exec, and its secrets', () => {
  it('has them in the environment of the command and in no command line, file or message', async () => {
    const child = spawn(process.execPath, [cli, 'exec', '--', 'sh', '-c', 'echo ready; read line'], {
      cwd: folder,
      env: keyring.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    assertNoCanaryInCommandLines([web])
    assertNoCanaryInFiles([web], join(keyring.home, 'bulkhead'), folder)
    child.stdin.end('\n')
    await new Promise((resolve) => child.once('close', resolve))
    assertNoCanary([web], 'stderr', said)
  })

  it('answers right 20 times at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => exec(['printenv', 'WEB_TOKEN'])))
    expect(all.every(({ stdout }) => stdout.trim() === web.value)).toBe(true)
    expect((await ok(bulkhead(['audit', 'verify', '--json']))).json()).toMatchObject({ verification: { ok: true } })
  }, 120_000)
})
