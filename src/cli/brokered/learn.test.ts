/** `exec --broker --learn` as real processes, against a real server: what is learned, and what is never written down. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../../e2e/canaries.ts'
import { until } from '../../../e2e/until.ts'
import { ok } from '../testing/exec-world.ts'
import { type LearnWorld, openLearnWorld, webIn } from '../testing/learn-world.ts'

let world: LearnWorld
beforeAll(async () => {
  world = await openLearnWorld()
})
beforeEach(() => world.begin())
afterEach(() => world.endStarted())
afterAll(() => world.close())

describe('replay, where there is nothing to show', () => {
  it.each(['ses_01JD8X4M3QZ7N5V2K9T6B1C0RE', '../../catalog', 'ses_\x1b[2J', '', 'web'])(
    'answers %j with not-found',
    async (id) => {
      expect(await world.errorOf(id)).toEqual({ exit: 4, code: 'not-found' })
    },
  )

  it('answers the id of a session that did not learn with not-found', async () => {
    await ok(world.shell('true'))
    const sessions = (await ok(world.bulkhead(['sessions', '--json']))).json().sessions as { id: string }[]
    expect(await world.errorOf(sessions.at(-1)?.id ?? '')).toEqual({ exit: 4, code: 'not-found' })
  })

  it('keeps no file of a session that made no request, or whose command is not there', async () => {
    const run = await ok(world.shell('true', ['--learn']))
    expect(run.stderr).toContain('nothing was learned')
    const missing = await world.bulkhead(['exec', '--broker', '--learn', '--', '/nowhere/at/all'], {
      cwd: world.folder,
      env: world.env,
    })
    expect(missing.code).toBe(127)
    expect(readdirSync(world.learnedFolder)).toEqual([])
  })

  it('has no --learn in a shell, and none without a broker', async () => {
    expect((await world.bulkhead(['shell', '--broker', '--learn'], { cwd: world.folder })).code).toBe(125)
    expect((await world.bulkhead(['exec', '--learn', '--', 'true'], { cwd: world.folder })).code).toBe(125)
  })
})

describe('a session that learns', () => {
  it('widens nothing, and says what was refused', async () => {
    await ok(world.bulkhead(['edit', 'web', '--to', `GET ${world.at('/allowed/**')}`]))
    const { id } = await world.learn(
      world.get('/secret/12345'),
      world.get('/allowed/x', 'DELETE'),
      world.get('/allowed/x'),
    )
    expect(world.upstream.arrived.map(({ path }) => path)).toEqual(['/allowed/x'])
    const shown = await world.replayed(id)
    expect(shown.refused).toEqual([
      expect.objectContaining({ token: 'web', method: 'GET', path: '/secret/*', code: 'out-of-domain-path', count: 1 }),
      expect.objectContaining({ token: 'web', method: 'DELETE', code: 'out-of-domain-method' }),
    ])
    expect(webIn(shown)).toMatchObject({
      proposed: [`GET ${world.at('/allowed/x')}`],
      requests: [{ path: '/allowed/x' }],
    })
  })

  it('writes a private file that holds no secret, placeholder, credential or query', async () => {
    const { run, id } = await world.learn(
      'echo "placeholder=$WEB_TOKEN=$SPARE_TOKEN=$HTTPS_PROXY="',
      world.get('/users/12345?access=hunter2'),
      world.get('/elsewhere').replace('$WEB_TOKEN', 'x$WEB_TOKEN'),
      `curl -sS --path-as-is "https://${world.at('/echo/')}$WEB_TOKEN/x"`,
      `curl -sS --path-as-is "https://${world.at('/spare/')}$SPARE_TOKEN"`,
    )
    expect(statSync(world.fileOf(id)).mode & 0o777).toBe(0o600)
    const [, one = '-', other = '-', proxy = '-'] = /placeholder=([^=]+)=([^=]+)=([^=]+)=/.exec(run.stdout) ?? []
    const credential = /bulkhead:([0-9a-f]+)@/.exec(proxy)?.[1] ?? '-'
    const shown = await ok(world.replay(id))
    const kept = [readFileSync(world.fileOf(id), 'utf8'), shown.stdout, shown.stderr, run.stderr].join('\n')
    expect(kept).toContain('/users/*')
    for (const text of [one, other, credential]) {
      expect(text.length).toBeGreaterThan(20)
      for (let from = 0; from + 12 <= text.length; from++)
        expect(kept.includes(text.slice(from, from + 12))).toBe(false)
    }
    expect(kept).not.toMatch(/hunter2|12345|access/)
    assertNoCanary([world.token, world.spare], 'what was learned', kept)
  })

  it('learns of what comes by the base URL, too', async () => {
    const base = `base=$(echo "$HTTPS_PROXY" | sed -E 's#//bulkhead:(.*)@(.*)#//\\2/\\1/web#')`
    const { id } = await world.learn(
      base,
      'curl -sS --noproxy "*" -H "Authorization: Bearer $WEB_TOKEN" "$base/v1/models/7?x=y"',
    )
    expect(world.upstream.arrived).toEqual([
      { method: 'GET', path: '/v1/models/7?x=y', authorization: expect.any(String) },
    ])
    expect(webIn(await world.replayed(id))?.proposed).toEqual([`GET ${world.at('/v1/models/*')}`])
  })

  it('loses no more than its last moments when it is killed', async () => {
    const script = `${world.get('/before/a')}; sleep 600`
    const run = world.start(script, ['--learn'])
    let id = ''
    await until(() => {
      if (!existsSync(world.learnedFolder)) return false
      ;[id = ''] = readdirSync(world.learnedFolder).map((name) => name.slice(0, 30))
      return existsSync(world.fileOf(id)) && readFileSync(world.fileOf(id), 'utf8').includes('/before/a')
    })
    const running = await world.replay(id, '--accept', '--yes', '--json')
    expect([running.code, running.json().error]).toEqual([3, expect.objectContaining({ code: 'cancelled' })])

    run.child.kill('SIGKILL')
    await run.exit
    expect(webIn(await world.replayed(id))).toMatchObject({ requests: [{ path: '/before/a', count: 1 }] })
    await ok(world.replay(id, '--accept', '--yes'))
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/before/a')}`])
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
    const { run, id } = await world.learn(
      ...odd.map((path) => world.get(path)),
      world.get('/a/%2e%2e/b'),
      world.get('/repos/acme'),
    )
    const own = webIn(await world.replayed(id))
    expect(own?.proposed).toEqual([`GET ${world.at('/b')}`, `GET ${world.at('/repos/acme')}`])
    expect(own?.unnamed).toBeGreaterThanOrEqual(8)
    const shown = await ok(world.replay(id))
    const json = await ok(world.replay(id, '--json'))
    for (const text of [shown.stdout, shown.stderr, json.stdout, run.stderr])
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u2028\u2029]/u)
    expect(shown.stdout).toContain('that no destination can name')
  })

  it('does not begin where it cannot write, and goes on where it cannot any more', async () => {
    mkdirSync(join(world.learnedFolder, '..'), { recursive: true, mode: 0o700 })
    symlinkSync(world.folder, world.learnedFolder)
    const refused = await world.shell('echo ran', ['--learn'])
    expect([refused.code, refused.stdout]).toEqual([125, ''])
    rmSync(world.learnedFolder)

    const spoil = `rm "${world.learnedFolder}"/*; for id in $(ls "${world.runFolder}" | grep -o 'ses_[0-9A-Z]*' | sort -u); do mkdir -p "${world.learnedFolder}/$id.json/x"; done`
    const done = await ok(world.shell(`${spoil}; ${world.get('/a/x')}; sleep 1.2; ${world.get('/a/x')}`, ['--learn']))
    expect(done.stdout).toBe('finefine')
    expect(done.stderr.match(/what is learned cannot be written/g)).toHaveLength(1)
    const sessions = (await ok(world.bulkhead(['sessions', '--json']))).json().sessions as { endedAt: string | null }[]
    expect(sessions.at(-1)?.endedAt).not.toBeNull()
    expect(readdirSync(world.runFolder).filter((name) => name.startsWith('broker-'))).toEqual([])
  })

  it('is kept apart from another one at the same time, and each is held against what is there by then', async () => {
    const [one, other] = await Promise.all([
      world.learn(world.get('/a/x'), 'sleep 0.5'),
      world.learn(world.get('/b/x'), 'sleep 0.5'),
    ])
    expect(one.id).not.toBe(other.id)
    await ok(world.replay(one.id, '--accept', '--yes'))
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/a/x')}`])
    expect(webIn(await world.replayed(other.id))).toMatchObject({
      proposed: [],
      outside: [{ path: '/b/x' }],
      narrower: false,
    })
    const done = await ok(world.replay(other.id, '--accept', '--yes'))
    expect(done.stderr).toContain('nothing to narrow')
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/a/x')}`])
    expect(readdirSync(world.learnedFolder)).toEqual([])
  })
})
