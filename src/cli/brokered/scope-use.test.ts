/** What servers say of scopes, from an answer to a brokered request to what `show` says of the token. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'

const again = newCanary('the rotated token', 'ghp_', 36)

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld({ to: 'localhost:PORT' })
})
afterAll(() => world.close())

const shown = async () => (await ok(world.bulkhead(['show', 'web', '--json']))).json().token

describe('scopes as servers speak of them', () => {
  it('are nothing while no server said anything', async () => {
    await ok(world.shell(world.get('/plain')))
    expect(await shown()).not.toHaveProperty('scopeUse')
  })

  it('are kept with the token: those that were enough, those held, those never needed', async () => {
    await ok(world.shell(world.get('/some/scopes')))
    expect(await shown()).toMatchObject({
      scopeUse: {
        requests: 1,
        accepted: ['public_repo', 'repo'],
        held: ['admin:org', 'repo'],
        unneeded: ['admin:org'],
      },
    })
    const { stdout } = await ok(world.bulkhead(['show', 'web']))
    expect(stdout).toMatch(/1 request since \d{4}-\d{2}-\d{2} needed one of:/)
    expect(stdout).toMatch(/held, but needed by none of them: admin:org/)
  })

  it('are forgotten when the token gets another secret', async () => {
    await ok(world.bulkhead(['rotate', 'web'], { input: again.value }))
    expect(await shown()).not.toHaveProperty('scopeUse')
  })
})
