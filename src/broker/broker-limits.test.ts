import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Limits } from './limits.ts'
import { allOf, CREDENTIAL, type TestWorld } from './testing/broker-world.ts'
import { closeClean, get, HOST, LOGIN, openOneTokenWorld } from './testing/one-token-world.ts'

let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld()
})
afterAll(() => closeClean(world))
beforeEach(() => {
  world.got.length = 0
})

const open = async ({ broker }: TestWorld): Promise<Socket> => {
  const socket = connect(broker.port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

const connecting = ({ port }: TestWorld): string =>
  `CONNECT ${HOST}:${port} HTTP/1.1\r\nHost: ${HOST}:${port}\r\n${LOGIN}\r\n\r\n`

/** Waits until a connection is closed, which a byte now and then does not put off. */
async function isCut(socket: Socket, drips = false): Promise<void> {
  const drip = setInterval(() => drips && socket.writable && socket.write('x'), 20)
  const started = performance.now()
  await allOf(socket)
  clearInterval(drip)
  // By the limit of the test, then: each of the usual ones is longer, but for the time to hang up.
  expect(performance.now() - started).toBeLessThan(9_000)
}

describe('a connection that wastes time is closed', () => {
  /** One limit is low in each test: all others must hold where the machine is busy. */
  async function under(limits: Partial<Limits>, test: (own: TestWorld) => Promise<void>): Promise<void> {
    const own = await openOneTokenWorld({ limits })
    await test(own)
    await closeClean(own)
  }

  it('that says nothing', () => under({ first: 200 }, async (own) => isCut(await open(own))))

  it('that says its head byte by byte', () => under({ head: 300 }, async (own) => isCut(await open(own), true)))

  it('that opens a tunnel and never speaks TLS', () =>
    under({ handshake: 300 }, async (own) => {
      const socket = await open(own)
      socket.write(connecting(own))
      await isCut(socket)
    }))

  it('over which nothing passes', () => under({ idle: 300 }, async (own) => isCut(await open(own))))

  it('over which nothing passes, and no sooner', () =>
    under({ idle: 3_000 }, async (own) => {
      const secure = (await own.connect(HOST)) as TLSSocket
      const from = performance.now()
      for (let count = 0; count < 10; count++) {
        secure.write(get(own, '/'))
        await once(secure, 'data')
        await new Promise((resolve) => setTimeout(resolve, 400))
      }
      expect(performance.now() - from).toBeGreaterThan(3_500)
      await isCut(secure)
    }))

  it('that is quiet after a request', () =>
    under({ quiet: 400 }, async (own) => {
      const secure = (await own.connect(HOST)) as TLSSocket
      secure.write(get(own, '/'))
      await isCut(secure)
      expect(own.got).toHaveLength(1)
    }))

  it('that does not hang up after a refusal', () =>
    under({ linger: 200 }, async (own) => {
      const socket = await open(own)
      socket.write('GET / HTTP/1.1\r\n\r\n')
      await isCut(socket, true)
    }))
})

describe('many at once', () => {
  it('serves a thousand pipelined requests in their order', async () => {
    world.answer = (request, response) => response.end(`<${request.url}>`)
    const secure = (await world.connect(HOST)) as TLSSocket
    const requests = Array.from({ length: 1_000 }, (_, n) =>
      get(world, `/${n}`, ...(n === 999 ? ['Connection: close'] : [])),
    )
    secure.write(requests.join(''))
    const answers = (await allOf(secure)).match(/<\/\d+>/g)
    expect(answers).toEqual(requests.map((_, n) => `</${n}>`))
  })

  it('serves another client while two thousand sit there, and takes no more than it may', async () => {
    const before = process.memoryUsage().rss
    const own = await openOneTokenWorld({ limits: { connections: 2_100 } })
    const idle: Socket[] = []
    for (let n = 0; n < 2_000; n += 1) {
      const socket = connect(own.broker.port, '127.0.0.1')
      socket.on('error', () => {})
      idle.push(socket)
    }
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
    expect(await own.ask(HOST, get(own, '/', 'Connection: close'))).toMatch(/^HTTP\/1\.1 200 /)
    // Both ends of each connection are in this process.
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    for (const socket of idle) socket.destroy()
    await closeClean(own)
  })

  it('holds back a client that sends faster than the server reads', async () => {
    world.serve = (socket) => void socket.pause()
    const secure = (await world.connect(HOST)) as TLSSocket
    const before = process.memoryUsage().arrayBuffers
    secure.write(get(world, '/').replace('GET', 'POST').replace('\r\n\r\n', '\r\nContent-Length: 1000000000\r\n\r\n'))
    const piece = Buffer.alloc(1_000_000, 'x')
    let sent = 0
    while (sent < 200 && secure.write(piece)) sent += 1
    const drained = await Promise.race([
      new Promise((resolve) => secure.once('drain', () => resolve('drained'))),
      new Promise((resolve) => setTimeout(resolve, 500, 'held back')),
    ])
    expect(drained === 'held back' || process.memoryUsage().arrayBuffers - before < 32_000_000).toBe(true)
    secure.destroy()
    world.serve = null
  })
})

describe('where it listens', () => {
  it('is 127.0.0.1 alone', () => {
    const port = world.broker.port.toString(16).toUpperCase().padStart(4, '0')
    const listening = ['tcp', 'tcp6'].flatMap((file) =>
      readFileSync(`/proc/net/${file}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
        .map(([, local]) => local),
    )
    expect(listening).toEqual([`0100007F:${port}`])
  })

  it('is dead for its credential once the session has ended', async () => {
    const own = await openOneTokenWorld()
    const { port } = own.broker
    await own.broker.end()
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET /${CREDENTIAL}/one/ HTTP/1.1\r\n\r\n`)
    expect(await allOf(socket)).toBe('')
    await closeClean(own)
  })
})

describe('a client in a hurry', () => {
  it('may send the beginning of its TLS together with its CONNECT', async () => {
    const socket = await open(world)
    let isFirst = true
    let isEstablished = false
    const early = new Duplex({
      read() {},
      write(bytes: Buffer, _encoding, done) {
        socket.write(isFirst ? Buffer.concat([Buffer.from(connecting(world)), bytes]) : bytes, done)
        isFirst = false
      },
    })
    socket.on('data', (bytes: Buffer) => {
      const rest = isEstablished ? bytes : bytes.subarray(bytes.indexOf('\r\n\r\n') + 4)
      isEstablished = true
      if (rest.length > 0) early.push(rest)
    })
    socket.on('close', () => early.push(null))
    const secure = tlsConnect({ socket: early, ca: [world.root], servername: HOST })
    secure.write(get(world, '/early', 'Connection: close'))
    const answer = await new Promise<string>((resolve) => secure.once('data', (data) => resolve(String(data))))
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    secure.destroy()
    socket.destroy()
  })
})
