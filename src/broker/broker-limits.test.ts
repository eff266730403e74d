import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allOf, CREDENTIAL, type TestWorld } from './testing/broker-world.ts'
import { closeClean, get, HOST, LOGIN, openOneTokenWorld } from './testing/one-token-world.ts'

const LIMITS = { first: 200, head: 300, quiet: 400, handshake: 1_000, linger: 200, connections: 2_100 }
let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld({ limits: LIMITS })
})
afterAll(() => closeClean(world))
beforeEach(() => {
  world.got.length = 0
})

const open = async (): Promise<Socket> => {
  const socket = connect(world.broker.port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

/** How long a connection lives, ms. */
async function lifeOf(socket: Socket): Promise<number> {
  const started = performance.now()
  await allOf(socket)
  return performance.now() - started
}

describe('a connection that wastes time is closed', () => {
  it('that says nothing', async () => {
    expect(await lifeOf(await open())).toBeLessThan(2_000)
  })

  it('that says its head byte by byte', async () => {
    const socket = await open()
    const drip = setInterval(() => socket.write('x'), 20)
    expect(await lifeOf(socket)).toBeLessThan(2_000)
    clearInterval(drip)
  })

  it('that opens a tunnel and never speaks TLS', async () => {
    const socket = await open()
    socket.write(`CONNECT ${HOST}:${world.port} HTTP/1.1\r\nHost: ${HOST}:${world.port}\r\n${LOGIN}\r\n\r\n`)
    expect(await lifeOf(socket)).toBeLessThan(2_000)
  })

  it('that is quiet after a request', async () => {
    const secure = (await world.connect(HOST)) as TLSSocket
    secure.write(get(world, '/'))
    expect(await lifeOf(secure)).toBeLessThan(3_000)
    expect(world.got).toHaveLength(1)
  })

  it('that does not hang up after a refusal', async () => {
    const socket = await open()
    socket.write('GET / HTTP/1.1\r\n\r\n')
    const drip = setInterval(() => socket.writable && socket.write('x'), 20)
    expect(await lifeOf(socket)).toBeLessThan(2_000)
    clearInterval(drip)
  })
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
    const socket = await open()
    const connecting = `CONNECT ${HOST}:${world.port} HTTP/1.1\r\nHost: ${HOST}:${world.port}\r\n${LOGIN}\r\n\r\n`
    let isFirst = true
    let isEstablished = false
    const early = new Duplex({
      read() {},
      write(bytes: Buffer, _encoding, done) {
        socket.write(isFirst ? Buffer.concat([Buffer.from(connecting), bytes]) : bytes, done)
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
