import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../e2e/until.ts'
import { allOf, arrival, type TestWorld } from './testing/broker-world.ts'
import { closeClean, get, HOST, openOneTokenWorld, SECRET } from './testing/one-token-world.ts'

let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld()
})
afterAll(() => closeClean(world))
beforeEach(async () => {
  await world.drop()
  world.serve = null
  world.exchanges.length = 0
})

describe('WebSocket', () => {
  const upgrade = () => get(world, '/socket', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13')

  it('is judged and swapped like any request, then streams both ways', async () => {
    let seen = ''
    world.serve = (socket) => {
      socket.once('data', (data) => {
        seen = String(data)
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst')
        socket.on('data', (more) => socket.write(`echo ${more}`))
      })
    }
    const secure = (await world.connect(HOST)) as TLSSocket
    let got = ''
    secure.on('data', (data) => {
      got += data
    })
    secure.write(upgrade())
    await until(() => got.includes('first'))
    for (const text of ['one', 'two']) {
      secure.write(text)
      await until(() => got.includes(`echo ${text}`))
    }
    expect(seen.includes(`Bearer ${SECRET.value}`)).toBe(true)
    expect(seen).toMatch(/upgrade: websocket/i)
    expect(world.exchanges).toMatchObject([{ status: 101, decision: 'allowed' }])
    secure.destroy()
  })

  it('that the server declines is a plain answer', async () => {
    world.serve = (socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'))
    }
    const secure = (await world.connect(HOST)) as TLSSocket
    secure.write(upgrade())
    const answer = await new Promise<string>((resolve) => secure.once('data', (data) => resolve(String(data))))
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden/)
    secure.destroy()
  })

  it('ends on both sides when either ends', async () => {
    let upstream: TLSSocket | undefined
    world.serve = (socket) => {
      upstream = socket
      socket.once('data', () => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'))
    }
    const secure = (await world.connect(HOST)) as TLSSocket
    secure.write(upgrade())
    await new Promise((resolve) => secure.once('data', resolve))
    upstream?.end('z'.repeat(2_000_000))
    // A slow reader gets all of it all the same.
    secure.pause()
    await arrival()
    secure.resume()
    expect(await allOf(secure)).toHaveLength(2_000_000)
  })
})
