/**
 * Projects from the command line: where they begin, what they bind, and what a project file may not do unasked.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { builtCli } from './testing/built-cli.ts'
import { openTerminal } from './testing/open-terminal.ts'
import { type Bulkhead, cliIn, type Run } from './testing/run-cli.ts'

let keyring: Keyring
let bulkhead: Bulkhead
let made = 0

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
  const add = (name: string, domain: string, prefix: string, length: number, ...more: string[]): Promise<Run> =>
    ok(['add', name, '--domain', domain, ...more], { input: newCanary(name, prefix, length).value })
  await add('web', 'project:web', 'canary_', 30, '--env', 'WEB_TOKEN', '--to', 'api.web.example')
  await add('svc', 'service:billing', 'canary_', 30, '--env', 'SVC_TOKEN')
  await add('nameless', 'service:billing', 'canary_', 30)
  await add('god', 'service:billing', 'sk_live_', 24)
  await add('gitlab-a', 'service:git', 'glpat-', 20)
})

afterAll(() => keyring.close())

async function ok(args: readonly string[], options: Parameters<Bulkhead>[1] = {}): Promise<Run> {
  const done = await bulkhead(args, options)
  expect(done.stderr + done.stdout, `exit code ${done.code}`).toSatisfy(() => done.code === 0)
  return done
}

/** A new folder, with a project file if there is any content for it. */
function folder(name: string, content?: string): string {
  made += 1
  const path = join(keyring.home, String(made), name)
  mkdirSync(path, { recursive: true })
  if (content !== undefined) writeFileSync(join(path, '.bulkhead.toml'), content, { mode: 0o600 })
  return path
}

interface View {
  readonly root: string
  readonly name: string
  readonly trusted: boolean | null
  readonly bindings: readonly { env: string; token: string; domain: string; verdict: string; source: string }[]
}

const view = async (cwd: string, ...args: string[]): Promise<View> =>
  ((await ok(['project', '--json', ...args], { cwd })).json() as unknown as { project: View }).project

const refused = async (args: readonly string[], cwd: string, exit: number, code: string): Promise<Run> => {
  const done = await bulkhead([...args, '--json'], { cwd })
  expect(done.stderr).toMatch(/^bulkhead: .+\nhint: .+\n$/m)
  expect(done.json()).toMatchObject({ v: 1, error: { code } })
  expect(done.code).toBe(exit)
  return done
}

describe('bind', () => {
  it.each([
    [['bind', 'nobody'], 4, 'not-found'],
    [['bind', 'nameless'], 2, 'usage'],
    [['bind', 'svc', '--as', 'A=B'], 2, 'variable-invalid'],
    [['bind', 'svc', '--as', ''], 2, 'variable-invalid'],
    [['bind', 'svc', '--as', '1A'], 2, 'variable-invalid'],
    [['bind', 'svc', '--as', 'A;rm -rf'], 2, 'variable-invalid'],
    [['bind', 'svc', '--as', 'ld_preload'], 3, 'variable-refused'],
    [['bind', 'svc', '--as', 'BULKHEAD_SESSION'], 3, 'variable-refused'],
    [['bind', 'svc', '--as', '__proto__'], 3, 'variable-refused'],
    [['bind', 'web'], 3, 'foreign-domain'],
    [['bind', 'god', '--as', 'GOD'], 3, 'god-unconfirmed'],
    [['bind', 'god', '--as', 'GOD', '--yes'], 3, 'god-unconfirmed'],
    [['bind', 'god', '--as', 'GOD', '--accept', 'BH999'], 3, 'god-unconfirmed'],
    [['bind', 'svc', '--project', '/nowhere/at/all'], 4, 'not-found'],
    [['unbind', 'NOTHING'], 4, 'not-found'],
    [['allow'], 4, 'not-found'],
    [['deny'], 4, 'not-found'],
  ] as const)('answers %j with %i, %s', async (args, exit, code) => {
    await refused(args, folder('other'), exit, code)
  })

  it('takes the token’s own variable, or another; a second binding of it replaces the first', async () => {
    const root = folder('web')
    expect((await ok(['bind', 'web', '--json'], { cwd: root })).json()).toEqual({ v: 1, ok: true })
    await ok(['bind', 'svc', '--as', 'OTHER'], { cwd: root })
    await ok(['bind', 'nameless', '--as', 'OTHER'], { cwd: root })
    expect(await view(root)).toMatchObject({
      root,
      name: 'web',
      trusted: null,
      bindings: [
        { env: 'OTHER', token: 'nameless', domain: 'service:billing', source: 'catalog' },
        { env: 'WEB_TOKEN', token: 'web', domain: 'project:web', verdict: expect.any(String), source: 'catalog' },
      ],
    })
    await ok(['unbind', 'OTHER'], { cwd: root })
    expect((await view(root)).bindings.map(({ env }) => env)).toEqual(['WEB_TOKEN'])
  })

  it('takes a god-level token when the finding is named, and remembers that it was', async () => {
    const root = folder('any')
    const { stderr } = await refused(['bind', 'god', '--as', 'GOD'], root, 3, 'god-unconfirmed')
    const [, rule = ''] = /--accept (BH\d+)/.exec(stderr) ?? []
    await ok(['bind', 'god', '--as', 'GOD', '--accept', rule], { cwd: root })
    expect((await view(root)).bindings).toMatchObject([{ env: 'GOD', token: 'god', verdict: 'god' }])
  })

  it('asks on a terminal before it binds a god-level token, and --yes does not answer that', async () => {
    const root = folder('asked')
    const cli = await builtCli()
    for (const [key, bound] of [
      ['n', 0],
      ['y', 1],
    ] as const) {
      const terminal = openTerminal([process.execPath, cli, 'bind', 'god', '--as', 'GOD', '--yes'], {
        env: keyring.env,
        cwd: root,
      })
      await terminal.waitFor(/go on\?/)
      terminal.type(key)
      expect(await terminal.ended).toBe(bound === 1 ? 0 : 3)
      expect((await view(root)).bindings).toHaveLength(bound)
    }
  })
})

describe('a project', () => {
  it('begins at the nearest folder upwards with bindings or a file, through links, else where one stands', async () => {
    const root = folder('web')
    const deep = join(root, 'a', 'b')
    mkdirSync(deep, { recursive: true })
    expect(await view(deep)).toMatchObject({ root: deep, name: 'b', bindings: [] })
    await ok(['bind', 'web', '--project', root], { cwd: keyring.home })
    expect(await view(deep)).toMatchObject({ root, name: 'web' })
    const link = join(keyring.home, `link-${made}`)
    symlinkSync(deep, link)
    expect(await view(keyring.home, '--project', link)).toMatchObject({ root })
    writeFileSync(join(root, 'a', '.bulkhead.toml'), 'project = "inner"\n', { mode: 0o600 })
    expect(await view(deep)).toMatchObject({ root: join(root, 'a'), trusted: false, bindings: [] })
  })

  it('does nothing its file says before it is allowed, its name included', async () => {
    const root = folder('other', 'project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\n')
    expect(await view(root)).toMatchObject({ name: 'other', trusted: false, bindings: [] })
    expect((await refused(['bind', 'web', '--as', 'X'], root, 3, 'foreign-domain')).stderr).toMatch(
      /hint: .*bulkhead allow/,
    )
    await refused(['allow'], root, 3, 'cancelled')
    expect(await view(root)).toMatchObject({ trusted: false })
    await ok(['allow', '--yes'], { cwd: root })
    expect(await view(root)).toMatchObject({
      name: 'web',
      trusted: true,
      bindings: [{ env: 'WEB_TOKEN', token: 'web', domain: 'project:web', source: 'file' }],
    })
  })

  it('takes for the same variable what the catalog says', async () => {
    const root = folder('any', '[env.X]\ntoken = "svc"\n')
    await ok(['allow', '--yes'], { cwd: root })
    await ok(['bind', 'nameless', '--as', 'X'], { cwd: root })
    expect((await view(root)).bindings).toMatchObject([{ env: 'X', token: 'nameless', source: 'catalog' }])
    await ok(['unbind', 'X'], { cwd: root })
    expect((await view(root)).bindings).toMatchObject([{ env: 'X', token: 'svc', source: 'file' }])
    await refused(['unbind', 'X'], root, 4, 'not-found')
  })

  it('is shown before it is allowed: the file with its controls escaped, what it binds, and what is new in it', async () => {
    const root = folder('any', '[env.X]\ntoken = "svc" # \u202e\u001b[2J safe\n'.replace('\u001b', ''))
    const first = await ok(['allow', '--yes'], { cwd: root })
    expect(first.stderr).toContain('token = "svc" # \\u{202e}[2J safe')
    expect(first.stderr).toMatch(/X +svc +service:billing/)
    expect(first.stderr).not.toMatch(/last allowed/)
    writeFileSync(join(root, '.bulkhead.toml'), '[env.X]\ntoken = "nameless"\n[env.Y]\ntoken = "svc"\n')
    const second = await ok(['allow', '--yes'], { cwd: root })
    expect(second.stderr).toMatch(/last allowed:\n {2}~ X changed\n {2}\+ Y added/)
    writeFileSync(join(root, '.bulkhead.toml'), '[env.Y]\ntoken = "svc"\n')
    expect((await ok(['allow', '--yes'], { cwd: root })).stderr).toMatch(/ {2}- X removed/)
  })

  it('stays denied, also when content comes back that was allowed once', async () => {
    const content = '[env.X]\ntoken = "svc"\n'
    const root = folder('any', content)
    await ok(['allow', '--yes'], { cwd: root })
    writeFileSync(join(root, '.bulkhead.toml'), `${content}# changed\n`)
    await ok(['deny'], { cwd: root })
    writeFileSync(join(root, '.bulkhead.toml'), content)
    expect(await view(root)).toMatchObject({ trusted: false })
    await ok(['allow', '--yes'], { cwd: root })
    expect(await view(root)).toMatchObject({ trusted: true })
  })

  it.each([
    ['[env.LD_PRELOAD]\ntoken = "svc"\n', 3, 'variable-refused'],
    ['[env.X]\ntoken = "svc"\nsecret = "x"\n', 2, 'usage'],
    ['[env.X]\ntoken = \n', 2, 'usage'],
    ['x'.repeat(70_000), 1, 'too-big'],
  ])('cannot be allowed with a file such as %j', async (content, exit, code) => {
    const root = folder('any', content)
    await refused(['allow', '--yes'], root, exit, code)
  })

  it('finds the one token that meets a requirement, and asks to choose among several', async () => {
    const root = folder('any', '[env.GIT]\nprovider = "gitlab"\ndomain = "service:git"\n')
    await ok(['allow', '--yes'], { cwd: root })
    expect((await view(root)).bindings).toMatchObject([{ env: 'GIT', token: 'gitlab-a' }])
    await ok(['exec', '--', 'printenv', 'GIT'], { cwd: root })
    await ok(['add', 'gitlab-b', '--domain', 'service:git'], { input: newCanary('b', 'glpat-', 20).value })
    const several = await bulkhead(['exec', '--', 'true'], { cwd: root })
    expect(several.code).toBe(125)
    expect(several.stderr).toMatch(/several fit: gitlab-a, gitlab-b\nhint: choose one: bulkhead bind/)
    await ok(['quarantine', 'gitlab-b'])
    await ok(['exec', '--', 'true'], { cwd: root })
  })

  it('may narrow where its token goes, and not widen it', async () => {
    const narrow = folder('web', '[env.X]\ntoken = "web"\nto = ["GET api.web.example/v1/**"]\n')
    await ok(['allow', '--yes'], { cwd: narrow })
    await ok(['exec', '--', 'true'], { cwd: narrow })
    const wide = folder('web', '[env.X]\ntoken = "web"\nto = ["api.web.example", "other.example"]\n')
    await ok(['allow', '--yes'], { cwd: wide })
    expect((await bulkhead(['exec', '--', 'true'], { cwd: wide })).code).toBe(125)
  })

  it('names a folder in the catalog that was removed no more', async () => {
    await refused(['project', '--project', join(keyring.home, 'gone')], keyring.home, 4, 'not-found')
  })
})
