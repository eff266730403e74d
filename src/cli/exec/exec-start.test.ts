/** `bulkhead exec` as real processes: how a command starts, runs and ends. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExecWorld, environmentIn, ok, openExecWorld } from '../testing/exec-world.ts'

let world: ExecWorld
let keyring: ExecWorld['keyring']
let bulkhead: ExecWorld['bulkhead']
let folder: ExecWorld['folder']
let project: ExecWorld['project']
let exec: ExecWorld['exec']
let fromShell: ExecWorld['fromShell']
let script: ExecWorld['script']

beforeAll(async () => {
  world = await openExecWorld()
  ;({ keyring, bulkhead, folder, project, exec, fromShell, script } = world)
})

afterAll(() => world.close())

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
