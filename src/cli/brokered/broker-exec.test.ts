/** `exec --broker` as real processes, against a real server: what is sent, what is refused, and what is recorded of it. */
import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { environmentIn, ok } from '../testing/exec-world.ts'

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld()
})
beforeEach(() => world.forget())
afterEach(() => world.endStarted())
afterAll(() => world.close())

describe('exec --broker', () => {
  it.each([[['exec', '--strict', '--', 'true']], [['exec', '--learn', '--', 'true']]])(
    'is what %j needs',
    async (args) => {
      const done = await world.bulkhead(['--json', ...args], { cwd: world.folder })
      expect(done.code).toBe(125)
      expect(done.json()).toMatchObject({ error: { code: 'usage' } })
    },
  )

  it('refuses what lies outside the token’s paths, and nothing arrives', async () => {
    const done = await world.shell(world.get('/secret'))
    expect(JSON.parse(done.stdout)).toMatchObject({ code: 'out-of-domain-path' })
    expect(world.upstream.arrived).toEqual([])
  })

  it('refuses a credential that is no placeholder of this session', async () => {
    const done = await world.shell(world.get('/allowed/x').replace('$WEB_TOKEN', `ghp_${'A'.repeat(36)}`))
    expect(JSON.parse(done.stdout)).toMatchObject({ code: 'placeholder-unknown' })
    expect(world.upstream.arrived).toEqual([])
  })

  it('sends the token where it may go, and the command never has it', async () => {
    const done = await ok(world.shell(`${world.get('/allowed/x')}; env -0`))
    expect(done.stdout.startsWith('fine')).toBe(true)
    expect(world.upstream.arrived).toHaveLength(1)
    expect(world.upstream.arrived[0]?.authorization === `Bearer ${world.token.value}`).toBe(true)
    const seen = environmentIn({ ...done, stdout: done.stdout.slice('fine'.length) })
    expect(seen.get('WEB_TOKEN')).toMatch(/^ghp_[A-Za-z0-9]{36}$/)
    assertNoCanary([world.token], 'its output', done.stdout + done.stderr)
  })

  it.each([
    ['the same host on another port', 'localhost', []],
    ['this machine by a name that no token is for', '127.0.0.1', []],
    ['any host that no token is for, under --strict', 'example.com', ['--strict']],
  ])('refuses %s, and nothing arrives', async (_, host, options) => {
    const ask = `curl -sS --max-time 120 --noproxy x https://${host}:${world.stranger.port}/`
    const done = await world.shell(ask, options)
    expect(done.stderr).toContain('response 403')
    expect(world.stranger.arrived).toEqual([])
    const refused = (await world.events()).findLast(({ action }) => action === 'request')
    expect(refused).toMatchObject({ decision: 'refused', request: { host } })
  })

  it('gives a new placeholder and a new password each time', async () => {
    const print = 'echo "$WEB_TOKEN $HTTPS_PROXY"'
    const [one, other] = await Promise.all([ok(world.shell(print)), ok(world.shell(print))])
    expect(new Set([...one.stdout.trim().split(' '), ...other.stdout.trim().split(' ')]).size).toBe(4)
  })

  it('holds no secret in the environment, command line and open files of anything that runs', async () => {
    const script = [
      world.get('/allowed/x'),
      'pid=$$',
      'while [ "$pid" -gt 1 ]; do cat "/proc/$pid/environ" "/proc/$pid/cmdline" 2>/dev/null | base64 -w0; echo',
      'pid=$(cut -d" " -f4 "/proc/$pid/stat" 2>/dev/null || echo 1); done',
    ].join('\n')
    const { stdout } = await ok(world.shell(script))
    const seen = stdout.split('\n').map((line) => Buffer.from(line, 'base64').toString('latin1'))
    expect(seen.some((text) => text.includes('WEB_TOKEN='))).toBe(true)
    expect(seen.some((text) => text.includes('bulkhead broker'))).toBe(true)
    assertNoCanary([world.token], 'its processes', seen.join('\n'))
  })

  it('takes the session’s own token out of other variables', async () => {
    const done = await ok(world.brokered(['env', '-0'], [], { OTHER: `x ${world.token.value}` }))
    expect(environmentIn(done).has('OTHER')).toBe(false)
    expect(done.stderr).toContain('OTHER is taken out')
  })

  it.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('ends with the command’s own code: %s', async (script, code) => {
    expect((await world.shell(script)).code).toBe(code)
  })

  it.each([
    [['/nowhere/at/all'], 127],
    [['not-a-command-of-anyone'], 127],
    [['/etc/passwd'], 126],
  ])('answers %j with %i, and begins no session', async (command, code) => {
    const before = await world.sessions()
    expect((await world.brokered(command)).code).toBe(code)
    expect(await world.sessions()).toHaveLength(before.length)
  })

  it('hands arguments on untouched', async () => {
    const done = await ok(world.brokered(['printf', '%s|', '--broker', '', "a'b", '$(x)', '--', '-h']))
    expect(done.stdout).toBe("--broker||a'b|$(x)|--|-h|")
  })

  it('passes signals on to the command, and ends with its code', async () => {
    const run = world.start('trap "echo got-it; exit 9" TERM; echo ready; while :; do sleep 0.05; done')
    await run.waitFor('ready')
    run.child.kill('SIGTERM')
    expect(await run.exit).toBe(9)
    expect(run.output()).toContain('got-it')
  })

  it('records each request with method, host, status and decision, and never a path', async () => {
    await world.shell(`${world.get('/allowed/deep?x=1')}; ${world.get('/secret')}`)
    const requests = (await world.events()).filter(({ action }) => action === 'request').slice(-2)
    expect(requests).toEqual([
      expect.objectContaining({
        decision: 'allowed',
        code: null,
        request: { method: 'GET', host: 'localhost', status: 200 },
        token: expect.objectContaining({ name: 'web' }),
        project: 'web',
      }),
      expect.objectContaining({
        decision: 'refused',
        code: 'out-of-domain-path',
        request: expect.objectContaining({ method: 'GET', host: 'localhost' }),
      }),
    ])
    expect(JSON.stringify(requests)).not.toMatch(/deep|secret/)
  })

  it('leaves nothing in the run folder, and the session as ended', async () => {
    await ok(world.shell(world.get('/allowed/x')))
    expect((await world.sessions()).at(-1)).toMatchObject({
      brokered: true,
      state: 'ended',
      endedAt: expect.any(String),
    })
    const left = readdirSync(world.runFolder).filter((name) => name.startsWith('broker-'))
    expect(left).toEqual([])
  })
})
