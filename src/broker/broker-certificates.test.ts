import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld, WorldOptions } from './testing/broker-world.ts'
import { closeClean, codeOf, get, HOST, openOneTokenWorld } from './testing/one-token-world.ts'

let world: TestWorld | undefined

afterEach(async () => {
  if (world !== undefined) await closeClean(world)
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
})

/** Twice, since a second connection may resume the first. */
async function askTwice(options: WorldOptions): Promise<number> {
  world = await openOneTokenWorld(options)
  let bytes = 0
  world.serve = (socket) => {
    socket.on('data', (data) => {
      bytes += data.length
    })
  }
  for (const path of ['/1', '/2']) {
    const answer = await world.ask(HOST, get(world, path, 'Connection: close'))
    expect(answer).toMatch(/^HTTP\/1\.1 502 /)
    expect(codeOf(answer)).toBe('upstream-failed')
  }
  expect(world.connections()).toBe(2)
  return bytes
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a server with a certificate that is not right, by %s', (tls) => {
  it.each(['untrusted', 'of another host', 'expired'] as const)(
    'gets no byte of a request: %s',
    async (certificate) => {
      expect(await askTwice({ certificate, tls })).toBe(0)
    },
  )
})

describe('the environment of a child', () => {
  it('cannot turn the check off', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    expect(await askTwice({ certificate: 'untrusted' })).toBe(0)
  })
})
