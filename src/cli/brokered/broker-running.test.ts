/** A session with a broker while it runs: what is shown of it, and how it ends from outside. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../../e2e/until.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld()
})
afterEach(() => world.endStarted())
afterAll(() => world.close())

describe('a running session with a broker', () => {
  it('is listed with what it sends, and ends at once when it is told to', async () => {
    const run = world.start(
      `${world.get('/allowed/x')}; ${world.get('/secret')}; echo; echo ready; ${world.get('/allowed/slow')}; echo left=$?; sleep 600`,
    )
    await run.waitFor('ready')
    const last = async () => (await world.sessions()).at(-1)
    // What is sent is written down a moment later.
    await until(async () => (await last())?.traffic?.refused === 1)
    const listed = await last()
    expect(listed).toMatchObject({ state: 'running', brokered: true })
    expect(listed?.traffic?.last).toContainEqual(expect.objectContaining({ decision: 'refused', path: '/secret' }))

    await ok(world.bulkhead(['sessions', 'end', listed?.id ?? '']))
    // By itself it would go on for ten minutes.
    await run.exit
    expect(await last()).toMatchObject({ state: 'ended' })
    expect(run.output()).toMatch(/bulkhead: the session is ended from outside/)
  })

  it('refuses a token that was quarantined meanwhile, and takes it when it is released', async () => {
    const run = world.start(`while :; do ${world.get('/allowed/x')}; echo; sleep 0.2; done`)
    await run.waitFor('fine')
    await ok(world.bulkhead(['quarantine', 'web']))
    await run.waitFor('token-quarantined')
    await ok(world.bulkhead(['release', 'web']))
    run.child.kill('SIGTERM')
    await run.exit
  })

  it('that was killed shows as ended, and its files are swept at the next start', async () => {
    const run = world.start('echo ready; sleep 600')
    await run.waitFor('ready')
    // Its beginning is recorded once the command runs, which may have spoken before that.
    await until(async () => (await world.sessions()).at(-1)?.state === 'running')
    run.child.kill('SIGKILL')
    await run.exit
    // Whoever looks first writes its end down.
    expect((await world.sessions()).at(-1)).toMatchObject({ state: 'ended', endedAt: expect.any(String) })
    expect(readdirSync(world.runFolder).filter((name) => name.startsWith('broker-'))).not.toEqual([])
    await ok(world.brokered(['true']))
    expect(readdirSync(world.runFolder).filter((name) => name.startsWith('broker-'))).toEqual([])
  })

  it('ends the other session whose placeholder it sends, and only that one', async () => {
    const victim = world.start('echo "placeholder=$WEB_TOKEN="; sleep 600')
    await victim.waitFor('placeholder=')
    const [, stolen = ''] = /placeholder=([^=]+)=/.exec(victim.output()) ?? []
    const done = await world.shell(
      `${world.get('/allowed/x').replace('$WEB_TOKEN', stolen)}; ${world.get('/allowed/x')}`,
    )
    expect(done.stdout).toContain('placeholder-unknown')
    expect(done.stdout).toContain('fine')
    expect(await victim.exit).not.toBe(0)
    expect(victim.output()).toMatch(/bulkhead: the session is ended from outside/)
    expect(done.stderr).toMatch(/curl \(\d+\) sent a placeholder of another session .*; that session is ended/)
    const wire = (await world.events()).findLast(({ action }) => action === 'tripwire')
    expect(wire).toMatchObject({ token: null, decision: 'refused', code: 'placeholder-unknown' })
    expect(wire?.process).toEqual(
      expect.arrayContaining([{ pid: expect.any(Number), exe: expect.stringMatching(/curl$/) }]),
    )
  })
})

it('the run folder of a running session holds its roots for this user only', async () => {
  const run = world.start('echo "roots=$SSL_CERT_FILE"; sleep 600')
  await run.waitFor('.pem')
  const [, path = ''] = /roots=(\S+)/.exec(run.output()) ?? []
  const content = readFileSync(path, 'utf8')
  expect(content).toContain(world.upstream.root.trim())
  expect(content).not.toContain('PRIVATE KEY')
  run.child.kill('SIGTERM')
  await run.exit
})
