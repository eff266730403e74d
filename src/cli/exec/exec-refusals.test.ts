/** `bulkhead exec` as real processes on a real keyring: when it refuses. */
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { lockKeyring, unlockKeyring } from '../../../e2e/keyring.ts'
import { type ExecWorld, ok, openExecWorld } from '../testing/exec-world.ts'
import type { Run } from '../testing/run-cli.ts'
import { run } from '../testing/run-cli.ts'

let world: ExecWorld
let keyring: ExecWorld['keyring']
let bulkhead: ExecWorld['bulkhead']
let folder: ExecWorld['folder']
let web: ExecWorld['web']
let project: ExecWorld['project']
let exec: ExecWorld['exec']

beforeAll(async () => {
  world = await openExecWorld()
  ;({ keyring, bulkhead, folder, web, project, exec } = world)
})

afterAll(() => world.close())

describe('exec, when it refuses', () => {
  const refused = async (running: Promise<Run>, code: string): Promise<Run> => {
    const done = await running
    expect(done.code).toBe(125)
    expect(done.stderr).toMatch(/^bulkhead: .+\nhint: .+\n/)
    expect(done.json()).toMatchObject({ v: 1, error: { code } })
    return done
  }
  const inThere = ['exec', '--json', '--', 'touch', 'ran']

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
    [['--strict', '--', 'true']],
    [['--learn', '--', 'true']],
  ])('takes %j for bad usage, with 125 like every failure of its own', async (args) => {
    await refused(bulkhead(['exec', '--json', ...args], { cwd: folder }), 'usage')
  })

  it.each([[['--passphrase-fd', '9']], [['--passphrase-fd=9', '--json']], [['--yes']]])(
    'is found behind options of every command: %j',
    async (before) => {
      const done = await bulkhead([...before, 'exec', '--', 'sh', '-c', 'exit 7'], { cwd: folder })
      expect(done.code).toBe(7)
      expect((await bulkhead([...before, 'exec', '--bogus'], { cwd: folder })).code).toBe(125)
    },
  )

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

  it('stops at a quarantined, an expired and a missing token, one and all', async () => {
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
    const brief = ['--domain', 'service:x', '--env', 'S']
    await ok(bulkhead(['add', 'short-lived', ...brief], { input: `${extra.value}2` }))
    await ok(bulkhead(['bind', 'short-lived'], { cwd: short }))
    await ok(bulkhead(['edit', 'short-lived', '--expires', '1h']))
    // An hour later.
    using catalog = new DatabaseSync(join(keyring.env.BULKHEAD_HOME ?? '', 'data/catalog.db'))
    catalog.prepare("UPDATE tokens SET expires_at = ? WHERE name = 'short-lived'").run(new Date().toISOString())
    await refused(inFolder(short), 'token-expired')
    for (const each of [file, short]) expect(readdirSync(each)).not.toContain('ran')
  })

  it('stops where a token was removed, until another is bound or the variable is unbound', async () => {
    const path = project('removed')
    const add = (name: string) =>
      ok(bulkhead(['add', name, '--domain', 'service:x', '--env', 'GONE'], { input: newCanary(name).value }))
    await add('gone')
    await ok(bulkhead(['bind', 'gone'], { cwd: path }))
    await ok(bulkhead(['bind', 'svc'], { cwd: path }))
    const { stderr } = await ok(bulkhead(['rm', 'gone', '--yes']))
    expect(stderr).toContain(`commands stop where it was bound: GONE in ${path}\n`)
    expect(stderr).toContain(`bulkhead unbind GONE --project ${path}\n`)
    // A credential of the same name that lies about is not taken in its place, nor is a new token of the same name.
    await refused(bulkhead(inThere, { cwd: path, env: { GONE: 'from elsewhere' } }), 'not-found')
    await add('gone')
    const done = await bulkhead(inThere, { cwd: path })
    expect(done.stderr).toMatch(/GONE was bound to gone, which was removed\nhint: .*bulkhead unbind GONE\n/)
    await refused(Promise.resolve(done), 'not-found')
    expect((await ok(bulkhead(['project', '--json'], { cwd: path }))).json().project).toMatchObject({
      bindings: [
        { env: 'GONE', token: 'gone', domain: '', verdict: 'unknown', source: 'catalog' },
        { env: 'SVC_TOKEN', token: 'svc', problem: null },
      ],
    })
    expect(readdirSync(path)).not.toContain('ran')
    await ok(bulkhead(['bind', 'gone'], { cwd: path }))
    await ok(inFolder(path))

    await ok(bulkhead(['rm', 'gone', '--yes']))
    await refused(inFolder(path), 'not-found')
    await ok(bulkhead(['unbind', 'GONE'], { cwd: path }))
    await ok(inFolder(path))
    await add('gone')
    await ok(bulkhead(['bind', 'gone'], { cwd: path }))
    expect((await ok(bulkhead(['rm', 'gone', '--yes', '--unbind']))).stderr).not.toContain('commands stop')
    await ok(inFolder(path))
  })

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
