import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../e2e/canaries.ts'
import { openBrokerWorld, type TestWorld } from './testing/broker-world.ts'

const secret = newCanary('the secret', 'sk-', 40)
const placeholder = 'sk-PLACEHOLDER-of-a-token-in-a-vault-that-fails'
let world: TestWorld

beforeAll(async () => {
  const blocked = (): null => {
    throw new RangeError(`the disk is gone, and so is ${secret.value}`)
  }
  world = await openBrokerWorld([
    { name: 'web', secret: secret.value, placeholder, to: ['api.example.com:PORT'], blocked },
  ])
})
afterAll(() => world.close())

it('answers 502 when the vault fails under it, writes that down, and sends nothing', async () => {
  const answer = await world.ask(
    'api.example.com',
    `GET / HTTP/1.1\r\nHost: api.example.com:${world.port}\r\nAuthorization: Bearer ${placeholder}\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 502 /)
  expect(world.exchanges).toMatchObject([{ decision: 'refused', code: 'upstream-failed', status: 502 }])
  expect(world.got).toEqual([])
  assertNoCanary([secret], 'the answer and the record', answer + world.told())
})
