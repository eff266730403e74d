/** What may change where a brokered token goes: a project's file, and an edit while the session runs. Only ever to less. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../../e2e/canaries.ts'
import { until } from '../../../e2e/until.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'
import type { Run } from '../testing/run-cli.ts'

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld({ to: 'localhost:PORT/api/**', binds: false })
})
beforeEach(() => world.forget())
afterAll(() => world.close())

const brokered = (script: string): Promise<Run> =>
  world.bulkhead(['--json', 'exec', '--broker', '--', '/bin/bash', '-c', script], { cwd: world.folder, env: world.env })

async function projectFile(to: string): Promise<void> {
  const file = `project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\nto = [${JSON.stringify(to)}]\n`
  writeFileSync(join(world.folder, '.bulkhead.toml'), file, { mode: 0o600 })
  await ok(world.bulkhead(['allow', '--yes'], { cwd: world.folder }))
}

const ask = (path: string, how = '-H "Authorization: Bearer $WEB_TOKEN"'): string =>
  `curl -sS --max-time 120 ${how} https://${world.at(path)}`

describe('the project’s file of a brokered session', () => {
  it.each(['query:access_token', 'X-Debug', 'Cookie'])('cannot have the token carried by %s', async (carrier) => {
    await projectFile(`${world.at('/api/user')} via ${carrier}`)
    const done = await brokered(`${ask('/api/user?access_token=$WEB_TOKEN', '')}; ${ask('/api/user')}`)
    expect(done.code).toBe(125)
    expect(done.json()).toMatchObject({ error: { code: 'destination-refused' } })
    expect(world.upstream.arrived).toEqual([])
    assertNoCanary([world.token], 'its output', done.stdout + done.stderr)
  })

  it('may name a carrier that the provider takes', async () => {
    await projectFile(`${world.at('/api/user')} via bearer`)
    const done = await ok(brokered(ask('/api/user')))
    expect(done.stdout).toBe('fine')
    expect(world.upstream.arrived[0]?.authorization === `Bearer ${world.token.value}`).toBe(true)
  })
})

describe('an edit while a session runs', () => {
  const edit = (...paths: string[]) =>
    ok(world.bulkhead(['edit', 'web', ...paths.flatMap((path) => ['--to', world.at(path)])]))

  it('takes effect at once where it narrows, and at the next start where it adds', async () => {
    await projectFile(world.at('/api/**'))
    const narrowing = `until ${ask('/api/a')} | tee answer | grep -q code; do sleep 0.1; done; cat answer`
    const script = `${ask('/api/a')}; echo; touch asked; ${narrowing}; echo; ${ask('/api/b')}; echo; ${ask('/c')}`
    const running = brokered(script)
    await until(() => existsSync(join(world.folder, 'asked')))
    await edit('/api/b', '/c')
    const [first, narrowed, kept, added] = (await ok(running)).stdout.split('\n').filter((line) => line !== '')
    expect(first).toBe('fine')
    expect(JSON.parse(narrowed ?? '')).toMatchObject({ code: 'out-of-domain-path' })
    expect(kept).toBe('fine')
    expect(JSON.parse(added ?? '')).toMatchObject({ code: 'out-of-domain-path' })
    expect([...new Set(world.upstream.arrived.map(({ path }) => path))]).toEqual(['/api/a', '/api/b'])
  })
})
