import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../e2e/until.ts'
import { allOf, arrival, type TestWorld } from './testing/broker-world.ts'
import { closeClean, codeOf, get, HOST, head, openOneTokenWorld, PLACEHOLDER } from './testing/one-token-world.ts'

let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld()
})
afterAll(() => closeClean(world))
beforeEach(async () => {
  await world.drop()
  world.serve = null
  world.exchanges.length = 0
  world.got.length = 0
})

/** A server that says these bytes once a request's head is there, then ends or stays. */
const says =
  (bytes: string, ends = true) =>
  (socket: TLSSocket): void => {
    socket.once('data', () => (ends ? socket.end(bytes, 'latin1') : socket.write(bytes, 'latin1')))
  }

const closing = (path = '/') => get(world, path, 'Connection: close')

describe('a server whose answer is none', () => {
  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a folded field', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n'],
    ['a head without an end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['an upgrade that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'],
    ['interim answers without an end', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000)],
    [
      'a Connection that drops its length',
      'HTTP/1.1 200 OK\r\nConnection: content-length\r\nContent-Length: 0\r\n\r\n',
    ],
  ])('is answered for with 502: %s', async (_what, bytes) => {
    world.serve = says(bytes)
    const answer = await world.ask(HOST, closing())
    expect(answer).toMatch(/^HTTP\/1\.1 502 /)
    expect(codeOf(answer)).toBe('upstream-failed')
  })

  it.each([
    ['by length', 'Content-Length: 100\r\n\r\nhello'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['in chunks that break', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', 'xyz\r\n'],
  ])('and stops in the middle is never followed by an answer of ours: %s', async (_what, rest, last = '') => {
    world.serve = (socket) => {
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n${rest}`)
        setTimeout(() => socket.end(last), 50)
      })
    }
    const answer = await world.ask(HOST, closing())
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(answer).toContain('hello')
    expect(answer).not.toContain('problem+json')
    expect(answer).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(world.exchanges).toMatchObject([{ decision: 'allowed', status: 200, token: { name: 'one' } }])
  })
})

describe('an answer of an old server', () => {
  it('goes on in the version that the broker speaks', async () => {
    world.serve = (socket) => void socket.once('data', () => socket.end('HTTP/1.0 200 Fine\r\nX: y\r\n\r\nhello'))
    expect(await world.ask(HOST, closing())).toBe('HTTP/1.1 200 Fine\r\nX: y\r\nConnection: close\r\n\r\nhello')
  })
})

describe('answers without a body', () => {
  it.each([
    ['204', 'GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'],
    ['304', 'GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
    ['HEAD', 'HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'],
    [
      'what comes after a 100 and a 103',
      'GET',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    ],
  ])('leave the connection ready for the next request: %s', async (_what, method, bytes) => {
    world.serve = (socket) => {
      socket.on('data', () => socket.write(bytes))
    }
    const secure = (await world.connect(HOST)) as TLSSocket
    secure.write(head(world, method, '/1') + head(world, method, '/2', 'Connection: close'))
    expect((await allOf(secure)).match(/HTTP\/1\.1 (?:20[04]|304) /g)).toHaveLength(2)
  })
})

describe('kept connections', () => {
  it('are not used again when the server said something unasked on them', async () => {
    let server: TLSSocket | undefined
    world.serve = (socket) => {
      server = socket
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'))
    }
    expect(await world.ask(HOST, closing('/1'))).toMatch(/ok$/)
    await new Promise((sent) => server?.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison', sent))
    await arrival()
    expect(await world.ask(HOST, closing('/2'))).toMatch(/ok$/)
  })

  it('on which the server answered what is no answer are not asked again', async () => {
    let requests = 0
    world.serve = (socket) => {
      let served = 0
      socket.on('data', () => {
        requests += 1
        socket.write(++served > 1 ? 'garbage\r\n\r\n' : 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    }
    expect(await world.ask(HOST, closing('/1'))).toMatch(/ok$/)
    expect(await world.ask(HOST, closing('/2'))).toMatch(/^HTTP\/1\.1 502 /)
    expect(requests).toBe(2)
  })

  it('that the server closed are made anew for what may be sent twice, and for nothing else', async () => {
    let requests = 0
    world.serve = (socket) => {
      let served = 0
      socket.on('data', (data) => {
        requests += 1
        if (++served > 1) socket.destroy()
        else
          socket.write(
            `HTTP/1.1 200 OK\r\nContent-Length: ${String(data).split(' ')[0]?.length}\r\n\r\n${String(data).split(' ')[0]}`,
          )
      })
    }
    expect(await world.ask(HOST, closing('/1'))).toMatch(/GET$/)
    expect(await world.ask(HOST, closing('/2'))).toMatch(/GET$/)
    expect(requests).toBe(3)
    const post = head(
      world,
      'POST',
      '/3',
      `Authorization: Bearer ${PLACEHOLDER}`,
      'Content-Length: 0',
      'Connection: close',
    )
    expect(await world.ask(HOST, post)).toMatch(/^HTTP\/1\.1 502 /)
    expect(requests).toBe(4)
  })
})

describe('an answer before the end of the body', () => {
  it('reaches the client, and ends both connections', async () => {
    let closed = false
    world.serve = (socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig'))
      socket.on('close', () => {
        closed = true
      })
    }
    const fields = [`Authorization: Bearer ${PLACEHOLDER}`, 'Content-Length: 10000000']
    const answer = await world.ask(HOST, head(world, 'POST', '/up', ...fields) + 'x'.repeat(200_000))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/big$/)
    await until(() => closed)
  })

  it('does not hide a placeholder that comes later in the body', async () => {
    world.tripwires.length = 0
    let got = ''
    world.serve = (socket) => {
      socket.on('data', (data) => {
        if (got === '')
          socket.write('HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n')
        got += String(data)
      })
    }
    const secure = (await world.connect(HOST)) as TLSSocket
    const fields = [`Authorization: Bearer ${PLACEHOLDER}`, 'Transfer-Encoding: chunked']
    secure.write(`${head(world, 'POST', '/up', ...fields)}11170\r\n${'x'.repeat(70_000)}\r\n`)
    await new Promise((resolve) => secure.once('data', resolve))
    const half = PLACEHOLDER.length / 2
    secure.write(`14\r\n${PLACEHOLDER.slice(0, half)}\r\n`)
    secure.write(`14\r\n${PLACEHOLDER.slice(half)}\r\n`)
    await allOf(secure)
    expect(got).not.toContain(PLACEHOLDER)
    expect(world.tripwires).toMatchObject([{ code: 'placeholder-misplaced' }])
  })
})

describe('a client that goes', () => {
  it.each(['close', 'half-close'])('takes the connection to the server with it: %s', async (how) => {
    const own = await openOneTokenWorld({ limits: { halfOpen: 100 } })
    const server = { isAsked: false, isClosed: false }
    own.serve = (socket) => {
      socket.once('data', () => {
        server.isAsked = true
      })
      socket.on('close', () => {
        server.isClosed = true
      })
    }
    const secure = (await own.connect(HOST)) as TLSSocket
    secure.write(get(own, '/slow'))
    await until(() => server.isAsked)
    if (how === 'close') secure.destroy()
    else secure.end()
    await until(() => server.isClosed)
    secure.destroy()
    await closeClean(own)
  })

  it('while the server is dialled has nothing sent for it', async () => {
    const [asked, found] = [Promise.withResolvers<void>(), Promise.withResolvers<string[]>()]
    const resolve = (): Promise<string[]> => {
      asked.resolve()
      return found.promise
    }
    const own = await openOneTokenWorld({ resolve })
    let bytes = 0
    own.serve = (socket) => {
      socket.on('data', (data) => {
        bytes += data.length
      })
    }
    const secure = (await own.connect(HOST)) as TLSSocket
    secure.write(get(own, '/never'))
    await asked.promise
    secure.destroy()
    await arrival()
    found.resolve(['127.0.0.1'])
    await until(() => own.exchanges.length === 1)
    await arrival()
    expect(bytes).toBe(0)
    await closeClean(own)
  })

  it('and lets its body stand still is cut off', async () => {
    const own = await openOneTokenWorld({ limits: { body: 300 } })
    const fields = [`Authorization: Bearer ${PLACEHOLDER}`, 'Content-Length: 500000']
    const started = performance.now()
    await own.ask(HOST, head(own, 'POST', '/up', ...fields) + 'x'.repeat(100_000))
    // Long before a minute has passed, which is the usual limit.
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(own.got).toEqual([])
    await closeClean(own)
  })
})
