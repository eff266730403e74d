import { connect, createServer, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { allOf, arrival, CREDENTIAL, type TestWorld } from './testing/broker-world.ts'
import { closeClean, codeOf, get, HOST, openOneTokenWorld, SECRET } from './testing/one-token-world.ts'

/** A proxy that leads every host to this machine. */
const asked: string[] = []
const sockets = new Set<Socket>()
let says = 'HTTP/1.1 200 OK\r\n\r\n'
const proxy = createServer((socket) => {
  sockets.add(socket)
  socket.on('error', () => {})
  socket.once('data', (data) => {
    asked.push(String(data))
    socket.write(says)
    const port = Number(/^CONNECT \S+:(\d+) /.exec(String(data))?.[1])
    if (!says.includes(' 200 ')) return
    const server = connect(port, '127.0.0.1')
    server.on('error', () => {})
    socket.pipe(server).pipe(socket)
  })
})
/** Address of the host that is asked past the proxy. */
let past = '127.0.0.1'
let world: TestWorld

beforeAll(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as { port: number }
  const upstreamProxy = {
    url: new URL(`http://user:p%40ss@127.0.0.1:${port}`),
    isFor: ({ host }: { host: string }) => host !== 'past.wild.example.com',
  }
  const resolve = (host: string): string[] => {
    if (host === 'localhost') return ['127.0.0.1']
    if (host === 'past.wild.example.com') return [past]
    throw new Error('the proxy resolves names')
  }
  world = await openOneTokenWorld({ upstreamProxy, resolve, limits: { connect: 300 } })
})
afterAll(async () => {
  await closeClean(world)
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => proxy.close(resolve))
})
afterEach(async () => {
  says = 'HTTP/1.1 200 OK\r\n\r\n'
  asked.length = 0
  await world.drop()
  world.serve = null
})

describe('an inherited proxy', () => {
  it('is dialled through by CONNECT, and gets nothing of the session', async () => {
    expect(await world.ask(HOST, get(world, '/', 'Connection: close'))).toMatch(/^HTTP\/1\.1 200 /)
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatch(new RegExp(`^CONNECT ${HOST}:${world.port} HTTP/1.1\r\n`))
    expect(asked[0]).toContain(`Basic ${Buffer.from('user:p@ss').toString('base64')}`)
    for (const part of [CREDENTIAL, SECRET.value]) expect(asked.join('').includes(part)).toBe(false)
  })

  it.each([
    ['says no', 'HTTP/1.1 403 Forbidden\r\n\r\n'],
    ['wants a login', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'],
    ['says what is no answer', `${'x'.repeat(20_000)}`],
    ['says nothing', ''],
  ])('that %s is a server that cannot be reached', async (_what, text) => {
    says = text
    const answer = await world.ask(HOST, get(world, '/', 'Connection: close'))
    expect(answer).toMatch(/^HTTP\/1\.1 502 /)
    expect(answer).toMatch(/the proxy 127\.0\.0\.1:\d+ refuses to connect to api\.example\.com:\d+/)
    expect(answer).toContain('HTTPS_PROXY')
    expect(asked).toHaveLength(1)
  })

  it('is not asked for its exceptions, whose addresses are checked instead', async () => {
    past = '10.0.0.1'
    const host = 'past.wild.example.com'
    const request = get(world, '/', 'Connection: close').replaceAll(HOST, host)
    const answer = await world.ask(host, request)
    expect(codeOf(answer)).toBe('host-refused')
    expect(answer).toContain(`${host} is a private address`)
    expect(asked).toEqual([])
  })

  it('is not asked for an inner address, nor for one that gives out credentials', async () => {
    for (const host of ['10.0.0.1', '169.254.169.254', '[fd00::1]', 'metadata.google.internal', 'localhost']) {
      expect(codeOf(await world.ask(host, ''))).toBe('host-refused')
    }
    expect(asked).toEqual([])
  })
})

describe('a tunnel to a host of nobody', () => {
  it('is passed unseen, both ways, to its last byte', async () => {
    world.serve = (socket) => {
      socket.once('data', () => socket.end('z'.repeat(2_000_000)))
    }
    const secure = (await world.connect('unbound.example.com')) as TLSSocket
    expect(secure.authorized).toBe(true)
    secure.write('anything at all')
    secure.pause()
    await arrival()
    secure.resume()
    expect(await allOf(secure)).toHaveLength(2_000_000)
    expect(world.exchanges.filter(({ host }) => host === 'unbound.example.com')).toEqual([])
  })

  it('ends at once when its session does', async () => {
    const { port } = proxy.address() as { port: number }
    const own = await openOneTokenWorld({
      upstreamProxy: { url: new URL(`http://127.0.0.1:${port}`), isFor: () => true },
    })
    const secure = (await own.connect('unbound.example.com')) as TLSSocket
    const closed = allOf(secure)
    await own.broker.end()
    // It would stay open for a quarter of an hour.
    const started = performance.now()
    await closed
    expect(performance.now() - started).toBeLessThan(10_000)
    await closeClean(own)
  })
})
