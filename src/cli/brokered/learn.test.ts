/** `exec --broker --learn` and `replay` as real processes, against a real server: learn, review, accept, and be held to it. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { until } from '../../../e2e/until.ts'
import { builtCli } from '../testing/built-cli.ts'
import { ok } from '../testing/exec-world.ts'
import { openTerminal } from '../testing/open-terminal.ts'
import { type Bulkhead, cliIn, type Run } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

let keyring: Keyring
let cli: string
let bulkhead: Bulkhead
let upstream: Upstream
let folder: string
let env: Readonly<Record<string, string>>
const web: Canary = newCanary('the token of web', 'ghp_', 36)
const spare: Canary = newCanary('the spare token', 'spare-', 36)
const again: Canary = newCanary('the rotated token', 'ghp_', 36)

beforeAll(async () => {
  ;[keyring, cli, upstream] = await Promise.all([openKeyring(), builtCli(), startUpstream()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  mkdirSync(folder)
  const roots = join(keyring.home, 'own-roots.pem')
  writeFileSync(roots, upstream.root)
  env = { SSL_CERT_FILE: roots, NODE_EXTRA_CA_CERTS: roots, NODE: process.execPath, CLI: cli }
  await add('web', 'WEB_TOKEN', web, at(''))
  await add('spare', 'SPARE_TOKEN', spare, at('/spare/**'))
}, 120_000)
afterAll(async () => {
  assertNoCanaryInFiles([web, spare, again], keyring.env.BULKHEAD_HOME ?? '', folder)
  await Promise.all([keyring.close(), upstream.close()])
})
beforeEach(async () => {
  rmSync(learnedFolder(), { recursive: true, force: true })
  await ok(bulkhead(['edit', 'web', '--to', at('')]))
  upstream.arrived.length = 0
})

async function add(name: string, variable: string, secret: Canary, to: string): Promise<void> {
  const args = ['add', name, '--domain', 'project:web', '--env', variable, '--to', to]
  await ok(bulkhead(args, { input: secret.value }))
  await ok(bulkhead(['bind', name, '--yes', '--accept', 'BH001'], { cwd: folder }))
}

const at = (path: string): string => `localhost:${upstream.port}${path}`
const learnedFolder = (): string => join(keyring.env.BULKHEAD_HOME ?? '', 'state', 'learned')
const runFolder = (): string => join(keyring.env.BULKHEAD_HOME ?? '', 'run')
const fileOf = (id: string): string => join(learnedFolder(), `${id}.json`)

const get = (path: string, method = 'GET', variable = 'WEB_TOKEN'): string =>
  `curl -sS --path-as-is -g --max-time 20 -X ${method} -H "Authorization: Bearer $${variable}" 'https://${at(path)}'`

const brokered = (script: string, options: readonly string[] = ['--learn']): Promise<Run> =>
  bulkhead(['exec', '--broker', ...options, '--', '/bin/bash', '-c', script], { cwd: folder, env })

/** A session that learns, and its id. */
async function learn(...script: readonly string[]): Promise<{ readonly run: Run; readonly id: string }> {
  const run = await ok(brokered(script.join('; ')))
  const [, id = ''] = /bulkhead replay (ses_[0-9A-Z]{26})/.exec(run.stderr) ?? []
  return { run, id }
}

const replay = (...args: readonly string[]): Promise<Run> => bulkhead(['replay', ...args])
const errorOf = async (...args: readonly string[]) => {
  const run = await replay(...args, '--json')
  return { exit: run.code, code: (run.json().error as { code: string } | undefined)?.code }
}

interface Replayed {
  readonly tokens: readonly {
    readonly name: string
    readonly present: readonly string[]
    readonly proposed: readonly string[]
    readonly requests: readonly { readonly method: string; readonly path: string; readonly count: number }[]
    readonly outside: readonly unknown[]
    readonly unnamed: number
    readonly gone: boolean
    readonly narrower: boolean
  }[]
  readonly refused: readonly Record<string, unknown>[]
}
const replayed = async (...args: readonly string[]): Promise<Replayed> =>
  (await ok(replay(...args, '--json'))).json().replay as Replayed

/** Of the token `web`; tokens come in the order of their variables. */
const webIn = ({ tokens }: Replayed) => tokens.find(({ name }) => name === 'web')

const destinationsOf = async (name: string): Promise<readonly string[]> =>
  ((await ok(bulkhead(['show', name, '--json']))).json().token as { destinations: string[] }).destinations

const events = async (): Promise<Record<string, unknown>[]> =>
  (await ok(bulkhead(['audit', '--json']))).json().events as Record<string, unknown>[]

/** Replaces a part of what a session learned, as any program of this user can. */
function forge(id: string, change: (learned: Record<string, unknown>) => unknown): void {
  const changed = change(JSON.parse(readFileSync(fileOf(id), 'utf8')))
  writeFileSync(fileOf(id), typeof changed === 'string' ? changed : JSON.stringify(changed))
}

describe('replay, where there is nothing to show', () => {
  it.each(['ses_01JD8X4M3QZ7N5V2K9T6B1C0RE', '../../catalog', 'ses_\x1b[2J', '', 'web'])(
    'answers %j with not-found',
    async (id) => {
      expect(await errorOf(id)).toEqual({ exit: 4, code: 'not-found' })
    },
  )

  it('answers the id of a session that did not learn with not-found', async () => {
    await ok(brokered('true', []))
    const sessions = (await ok(bulkhead(['sessions', '--json']))).json().sessions as { id: string }[]
    expect(await errorOf(sessions.at(-1)?.id ?? '')).toEqual({ exit: 4, code: 'not-found' })
  })

  it('keeps no file of a session that made no request, or whose command is not there', async () => {
    const run = await ok(brokered('true'))
    expect(run.stderr).toContain('nothing was learned')
    const missing = await bulkhead(['exec', '--broker', '--learn', '--', '/nowhere/at/all'], { cwd: folder, env })
    expect(missing.code).toBe(127)
    expect(readdirSync(learnedFolder())).toEqual([])
  })

  it('has no --learn in a shell, and none without a broker', async () => {
    expect((await bulkhead(['shell', '--broker', '--learn'], { cwd: folder })).code).toBe(125)
    expect((await bulkhead(['exec', '--learn', '--', 'true'], { cwd: folder })).code).toBe(125)
  })
})

describe('a session that learns', () => {
  it('widens nothing, and says what was refused', async () => {
    await ok(bulkhead(['edit', 'web', '--to', `GET ${at('/allowed/**')}`]))
    const { id } = await learn(get('/secret/12345'), get('/allowed/x', 'DELETE'), get('/allowed/x'))
    expect(upstream.arrived.map(({ path }) => path)).toEqual(['/allowed/x'])
    const shown = await replayed(id)
    expect(shown.refused).toEqual([
      expect.objectContaining({ token: 'web', method: 'GET', path: '/secret/*', code: 'out-of-domain-path', count: 1 }),
      expect.objectContaining({ token: 'web', method: 'DELETE', code: 'out-of-domain-method' }),
    ])
    expect(webIn(shown)).toMatchObject({ proposed: [`GET ${at('/allowed/x')}`], requests: [{ path: '/allowed/x' }] })
  })

  it('writes a private file that holds no secret, placeholder, credential or query', async () => {
    const { run, id } = await learn(
      'echo "placeholder=$WEB_TOKEN=$SPARE_TOKEN=$HTTPS_PROXY="',
      get('/users/12345?access=hunter2'),
      get('/elsewhere').replace('$WEB_TOKEN', 'x$WEB_TOKEN'),
      `curl -sS --path-as-is "https://${at('/echo/')}$WEB_TOKEN/x"`,
      `curl -sS --path-as-is "https://${at('/spare/')}$SPARE_TOKEN"`,
    )
    expect(statSync(fileOf(id)).mode & 0o777).toBe(0o600)
    const [, one = '-', other = '-', proxy = '-'] = /placeholder=([^=]+)=([^=]+)=([^=]+)=/.exec(run.stdout) ?? []
    const credential = /bulkhead:([0-9a-f]+)@/.exec(proxy)?.[1] ?? '-'
    const shown = await ok(replay(id))
    const kept = [readFileSync(fileOf(id), 'utf8'), shown.stdout, shown.stderr, run.stderr].join('\n')
    expect(kept).toContain('/users/*')
    for (const text of [one, other, credential]) {
      expect(text.length).toBeGreaterThan(20)
      for (let from = 0; from + 12 <= text.length; from++)
        expect(kept.includes(text.slice(from, from + 12))).toBe(false)
    }
    expect(kept).not.toMatch(/hunter2|12345|access/)
    assertNoCanary([web, spare], 'what was learned', kept)
  })

  it('learns of what comes by the base URL, too', async () => {
    const base = `base=$(echo "$HTTPS_PROXY" | sed -E 's#//bulkhead:(.*)@(.*)#//\\2/\\1/web#')`
    const { id } = await learn(
      base,
      'curl -sS --noproxy "*" -H "Authorization: Bearer $WEB_TOKEN" "$base/v1/models/7?x=y"',
    )
    expect(upstream.arrived).toEqual([{ method: 'GET', path: '/v1/models/7?x=y', authorization: expect.any(String) }])
    expect(webIn(await replayed(id))?.proposed).toEqual([`GET ${at('/v1/models/*')}`])
  })

  it('loses no more than its last moments when it is killed', async () => {
    const script = `${get('/before/a')}; sleep 600`
    const child = spawn(process.execPath, [cli, 'exec', '--broker', '--learn', '--', '/bin/bash', '-c', script], {
      cwd: folder,
      env: { ...keyring.env, ...env },
      stdio: 'ignore',
      detached: true,
    })
    groups.push(child.pid ?? 0)
    let id = ''
    await until(() => {
      if (!existsSync(learnedFolder())) return false
      ;[id = ''] = readdirSync(learnedFolder()).map((name) => name.slice(0, 30))
      return id !== '' && readFileSync(fileOf(id), 'utf8').includes('/before/a')
    })
    const running = await replay(id, '--accept', '--yes', '--json')
    expect([running.code, running.json().error]).toEqual([3, expect.objectContaining({ code: 'cancelled' })])

    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(webIn(await replayed(id))).toMatchObject({ requests: [{ path: '/before/a', count: 1 }] })
    await ok(replay(id, '--accept', '--yes'))
    expect(await destinationsOf('web')).toEqual([`GET ${at('/before/a')}`])
  })

  it('makes no pattern and no terminal control of what a hostile client asks for', async () => {
    const odd = [
      '/**',
      '/*/x',
      '/%2a%2a',
      '/{a,b}',
      '/[a-z]',
      '/%1b]0;owned%07',
      '/a%0aRule:%20/**',
      '/%e2%80%ae',
      '/%00',
      '/..;/x',
    ]
    const { run, id } = await learn(...odd.map((path) => get(path)), get('/a/%2e%2e/b'), get('/repos/acme'))
    const own = webIn(await replayed(id))
    expect(own?.proposed).toEqual([`GET ${at('/b')}`, `GET ${at('/repos/acme')}`])
    expect(own?.unnamed).toBeGreaterThanOrEqual(8)
    const shown = await ok(replay(id))
    const json = await ok(replay(id, '--json'))
    for (const text of [shown.stdout, shown.stderr, json.stdout, run.stderr])
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u2028\u2029]/u)
    expect(shown.stdout).toContain('that no destination can name')
  })

  it('does not begin where it cannot write, and goes on where it cannot any more', async () => {
    mkdirSync(join(learnedFolder(), '..'), { recursive: true, mode: 0o700 })
    symlinkSync(folder, learnedFolder())
    const refused = await brokered('echo ran')
    expect([refused.code, refused.stdout]).toEqual([125, ''])
    rmSync(learnedFolder())

    const spoil = `rm "${learnedFolder()}"/*; for id in $(ls "${runFolder()}" | grep -o 'ses_[0-9A-Z]*' | sort -u); do mkdir -p "${learnedFolder()}/$id.json/x"; done`
    const done = await ok(brokered(`${spoil}; ${get('/a/x')}; sleep 1.2; ${get('/a/x')}`))
    expect(done.stdout).toBe('finefine')
    expect(done.stderr.match(/what is learned cannot be written/g)).toHaveLength(1)
    const sessions = (await ok(bulkhead(['sessions', '--json']))).json().sessions as { endedAt: string | null }[]
    expect(sessions.at(-1)?.endedAt).not.toBeNull()
    expect(readdirSync(runFolder()).filter((name) => name.startsWith('broker-'))).toEqual([])
  })

  it('is kept apart from another one at the same time, and each is held against what is there by then', async () => {
    const [one, other] = await Promise.all([learn(get('/a/x'), 'sleep 0.5'), learn(get('/b/x'), 'sleep 0.5')])
    expect(one.id).not.toBe(other.id)
    await ok(replay(one.id, '--accept', '--yes'))
    expect(await destinationsOf('web')).toEqual([`GET ${at('/a/x')}`])
    expect(webIn(await replayed(other.id))).toMatchObject({
      proposed: [],
      outside: [{ path: '/b/x' }],
      narrower: false,
    })
    const done = await ok(replay(other.id, '--accept', '--yes'))
    expect(done.stderr).toContain('nothing to narrow')
    expect(await destinationsOf('web')).toEqual([`GET ${at('/a/x')}`])
    expect(readdirSync(learnedFolder())).toEqual([])
  })
})

const groups: number[] = []
afterEach(() => {
  for (const group of groups.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // All of it is gone.
    }
  }
})

describe('from learning to being held to it', () => {
  it('shows the difference, asks, narrows, and refuses what lies outside from then on', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => get(`/repos/acme/web/contents/${name}.ts`))
    const { run, id } = await learn(
      ...files,
      get('/repos/acme/web/issues', 'POST'),
      get('/spare/x', 'GET', 'SPARE_TOKEN'),
    )
    const proposed = [`GET ${at('/repos/acme/web/contents/*')}`, `POST ${at('/repos/acme/web/issues')}`]
    for (const destination of proposed) expect(run.stderr).toContain(`bulkhead:   ${destination}\n`)
    expect(await destinationsOf('web')).toEqual([at('')])

    const shown = await ok(replay(id))
    expect(shown.stdout).toContain(`  - ${at('')}\n  + ${proposed[0]}\n  + ${proposed[1]}\n`)
    const terminal = openTerminal([process.execPath, cli, 'replay', id, '--accept', '--token', 'web'], {
      env: keyring.env,
      cwd: folder,
    })
    await terminal.waitFor(/narrowing web: go on\? \[y\/N\]/)
    terminal.type('n')
    expect(await terminal.ended).toBe(3)
    expect(await errorOf(id, '--accept')).toEqual({ exit: 3, code: 'cancelled' })
    expect(await destinationsOf('web')).toEqual([at('')])

    const accepted = await ok(replay(id, '--accept', '--token', 'web', '--yes', '--json'))
    expect(accepted.json().replay).toMatchObject({ session: id, accepted: [{ name: 'web', destinations: proposed }] })
    expect(await destinationsOf('web')).toEqual(proposed)
    expect((await events()).findLast(({ action }) => action === 'edit')).toMatchObject({
      token: { name: 'web' },
      session: id,
      decision: 'allowed',
    })
    expect((await replayed(id)).tokens.map(({ name }) => name)).toEqual(['spare'])
    const listed = await ok(bulkhead(['sessions', '--json']))
    expect(listed.stderr).toContain(`bulkhead replay ${id}`)
    expect(listed.json().sessions).toContainEqual(expect.objectContaining({ id, learned: true }))
    await ok(replay(id, '--accept', '--yes'))
    expect(existsSync(fileOf(id))).toBe(false)
    expect(await errorOf(id)).toEqual({ exit: 4, code: 'not-found' })

    upstream.arrived.length = 0
    const later = await brokered(`${get('/repos/acme/web/contents/z.ts')}; ${get('/repos/acme/other')}`, [])
    expect(later.stdout).toContain('fine')
    expect(later.stdout).toContain('out-of-domain-path')
    expect(upstream.arrived.map(({ path }) => path)).toEqual(['/repos/acme/web/contents/z.ts'])
    expect((await events()).findLast(({ action }) => action === 'request')).toMatchObject({
      decision: 'refused',
      code: 'out-of-domain-path',
      token: { name: 'web' },
      request: { method: 'GET', host: 'localhost' },
    })
    await ok(bulkhead(['edit', 'spare', '--to', at('/spare/**')]))
  })

  it('says which requests a rule of one’s own would have refused, with exit 3', async () => {
    const { id } = await learn(get('/repos/acme/web'), get('/repos/acme/web', 'POST'), get('/users/7'))
    const rule = ['--token', 'web', '--to', `GET ${at('/repos/**')}`]
    const refusing = await replay(id, ...rule, '--json')
    expect(refusing.code).toBe(3)
    expect(refusing.json().replay).toMatchObject({
      to: [`GET ${at('/repos/**')}`],
      requests: 3,
      refuses: [
        { method: 'POST', path: '/repos/acme/web' },
        { method: 'GET', path: '/users/*' },
      ],
    })
    expect((await replay(id, ...rule, '--to', at('/users/*'), '--to', `POST ${at('/repos/**')}`)).code).toBe(0)
    expect(await errorOf(id, '--to', at('/x'))).toEqual({ exit: 2, code: 'usage' })
    expect(await errorOf(id, '--token', 'web', '--to', '@')).toEqual({ exit: 2, code: 'destination-invalid' })
    expect(await errorOf(id, '--token', 'nobody')).toEqual({ exit: 4, code: 'not-found' })
    expect(await errorOf(id, '--accept', '--yes', '--token', 'web', '--to', 'example.com')).toEqual({
      exit: 3,
      code: 'destination-refused',
    })
    await ok(replay(id, '--accept', '--yes', ...rule))
    expect(await destinationsOf('web')).toEqual([`GET ${at('/repos/**')}`])
  })

  it('takes a token that was renamed and rotated meanwhile, and leaves one that is gone', async () => {
    await add('gone', 'GONE_TOKEN', newCanary('a token that goes', 'gone-', 36), at('/gone/**'))
    const { id } = await learn(get('/a/x'), get('/gone/x', 'GET', 'GONE_TOKEN'))
    await ok(bulkhead(['edit', 'web', '--rename', 'site']))
    await ok(bulkhead(['rotate', 'site'], { input: again.value }))
    await ok(bulkhead(['rm', 'gone', '--yes', '--unbind']))
    await ok(bulkhead(['add', 'gone', '--domain', 'project:web', '--to', at('/gone/**')], { input: spare.value }))
    const { tokens } = await replayed(id)
    expect(tokens.map(({ name, gone }) => [name, gone]).sort()).toEqual([
      ['gone', true],
      ['site', false],
      ['spare', false],
    ])
    await ok(replay(id, '--accept', '--yes'))
    expect(await destinationsOf('site')).toEqual([`GET ${at('/a/x')}`])
    expect(await destinationsOf('gone')).toEqual([at('/gone/**')])
    await ok(bulkhead(['rm', 'gone', '--yes', '--unbind']))
    await ok(bulkhead(['edit', 'site', '--rename', 'web']))
  })

  it('says that the project’s own file asks for more than would be left', async () => {
    const file = join(folder, '.bulkhead.toml')
    writeFileSync(file, `project = "web"\n[env.OTHER_NAME]\ntoken = "web"\nto = ["${at('/a/**')}"]\n`, { mode: 0o600 })
    try {
      await ok(bulkhead(['allow', '--yes'], { cwd: folder }))
      const { id } = await learn(get('/a/x', 'GET', 'OTHER_NAME'), get('/b', 'GET', 'OTHER_NAME'))
      expect(webIn(await replayed(id))?.proposed).toEqual([`GET ${at('/a/x')}`])
      const asked = await replay(id, '--accept')
      expect(asked.stderr).toContain(`the project file sends OTHER_NAME to ${at('/a/**')}: narrow that as well`)
    } finally {
      rmSync(file)
    }
  })

  it('never widens what was narrowed meanwhile', async () => {
    const { id } = await learn(get('/a/x'), get('/b/x'))
    const terminal = openTerminal([process.execPath, cli, 'replay', id, '--accept'], { env: keyring.env, cwd: folder })
    await terminal.waitFor(/narrowing web: go on\? \[y\/N\]/)
    await ok(bulkhead(['edit', 'web', '--to', `GET ${at('/a/**')}`]))
    terminal.type('y')
    expect(await terminal.ended).toBe(3)
    expect(terminal.shown()).toContain(`GET ${at('/b/x')} lies outside what web is for`)
    expect(await destinationsOf('web')).toEqual([`GET ${at('/a/**')}`])

    const later = openTerminal([process.execPath, cli, 'replay', id, '--accept'], { env: keyring.env, cwd: folder })
    await later.waitFor(/narrowing web: go on\? \[y\/N\]/)
    later.type('y')
    expect(await later.ended).toBe(0)
    expect(await destinationsOf('web')).toEqual([`GET ${at('/a/x')}`])
  })

  it('is not for what runs inside a brokered session; looking is', async () => {
    const { id } = await learn(get('/a/x'))
    const inside = await brokered(`"$NODE" "$CLI" --json replay ${id} --accept --yes; "$NODE" "$CLI" replay ${id}`, [])
    expect(inside.stdout).toContain('"code":"inside-session"')
    expect(inside.stdout).toContain(`+ GET ${at('/a/x')}`)
    expect(await destinationsOf('web')).toEqual([at('')])
  })
})

describe('what a session learned, as foreign text', () => {
  const edits: readonly (readonly [string, (learned: Record<string, unknown>, id: string) => unknown])[] = [
    ['is no JSON any more', () => '{'],
    ['names a destination', (learned) => ({ ...learned, destinations: ['*.example.com'] })],
    ['names another session', (learned) => ({ ...learned, session: `ses_${'0'.repeat(26)}` })],
    ['names a path that is none', (learned) => withRequest(learned, { path: '/x via bearer' })],
    ['names a host that is none', (learned) => withRequest(learned, { host: '*' })],
    ['drives a terminal', (learned) => withRequest(learned, { path: '/\x1b[2J' })],
  ]

  it.each(edits)('is refused when it %s', async (_, change) => {
    const { id } = await learn(get('/a/x'))
    forge(id, (learned) => change(learned, id))
    for (const args of [[id], [id, '--accept', '--yes']]) {
      expect(await errorOf(...args)).toEqual({ exit: 3, code: 'unsafe-path' })
    }
    expect(await destinationsOf('web')).toEqual([at('')])
  })

  it('is refused when it names a token that the session did not have', async () => {
    await ok(bulkhead(['add', 'other', '--domain', 'service:other', '--to', 'api.example.com'], { input: spare.value }))
    const { token } = (await ok(bulkhead(['show', 'other', '--json']))).json() as unknown as { token: { id: string } }
    const { id } = await learn(get('/a/x'))
    forge(id, (learned) => ({ ...learned, tokens: [{ id: token.id, name: 'web', requests: [], unnamed: 0 }] }))
    expect(await errorOf(id, '--accept', '--yes')).toEqual({ exit: 3, code: 'unsafe-path' })
    await ok(bulkhead(['rm', 'other', '--yes', '--unbind']))
  })

  it('widens nothing when it claims requests outside', async () => {
    await ok(bulkhead(['edit', 'web', '--to', `GET ${at('/a/**')}`]))
    const { id } = await learn(get('/a/x'))
    forge(id, (learned) => withRequest(learned, { host: 'evil.example', path: '/**' }))
    expect(webIn(await replayed(id))).toMatchObject({ proposed: [], outside: [{ host: 'evil.example' }] })
    await ok(replay(id, '--accept', '--yes'))
    expect(await destinationsOf('web')).toEqual([`GET ${at('/a/**')}`])
  })

  it.each<[string, (path: string) => void]>([
    ['a link', (path) => symlinkSync(join(folder, 'planted'), path)],
    ['a FIFO', (path) => execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdirSync(path)],
  ])('is refused when it is %s', async (_, plant) => {
    const { id } = await learn(get('/a/x'))
    writeFileSync(join(folder, 'planted'), readFileSync(fileOf(id)))
    rmSync(fileOf(id))
    plant(fileOf(id))
    expect(await errorOf(id, '--accept', '--yes')).toEqual({ exit: 3, code: 'unsafe-path' })
    expect(await destinationsOf('web')).toEqual([at('')])
  })

  it('is made private again where it was opened to others', async () => {
    const { id } = await learn(get('/a/x'))
    chmodSync(fileOf(id), 0o644)
    await ok(replay(id))
    expect(statSync(fileOf(id)).mode & 0o777).toBe(0o600)
  })

  it('is gone after seven days: at the next session, and for whoever asks', async () => {
    const old = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
    const first = await learn(get('/a/x'))
    utimesSync(fileOf(first.id), old, old)
    await ok(brokered('true', []))
    expect(existsSync(fileOf(first.id))).toBe(false)

    const second = await learn(get('/a/x'))
    forge(second.id, (learned) => ({ ...learned, at: old.toISOString() }))
    expect(await errorOf(second.id)).toEqual({ exit: 4, code: 'not-found' })
    expect(existsSync(fileOf(second.id))).toBe(false)
  })
})

/** With the first request of the token `web` changed. */
function withRequest({ tokens, ...learned }: Record<string, unknown>, more: object): unknown {
  const changed = (tokens as { name: string; requests: object[] }[]).map(
    ({ requests: [first, ...others], ...token }) =>
      token.name === 'web' ? { ...token, requests: [{ ...first, ...more }, ...others] } : { ...token, requests: [] },
  )
  return { ...learned, tokens: changed }
}
