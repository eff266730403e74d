/** `bulkhead exec` as real processes on a real keyring: what a command gets, and what it must never see. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  assertNoCanary,
  assertNoCanaryInCommandLines,
  assertNoCanaryInFiles,
  newCanary,
} from '../../../e2e/canaries.ts'
import { type ExecWorld, environmentIn, ok, openExecWorld } from '../testing/exec-world.ts'
import { run } from '../testing/run-cli.ts'

let world: ExecWorld
let keyring: ExecWorld['keyring']
let bulkhead: ExecWorld['bulkhead']
let cli: ExecWorld['cli']
let folder: ExecWorld['folder']
let web: ExecWorld['web']
let api: ExecWorld['api']
let service: ExecWorld['service']
let project: ExecWorld['project']
let exec: ExecWorld['exec']
let fromShell: ExecWorld['fromShell']

beforeAll(async () => {
  world = await openExecWorld()
  ;({ keyring, bulkhead, cli, folder, web, api, service, project, exec, fromShell } = world)
})

afterAll(() => world.close())

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
  })
})
