/** Destinations that are taken away while a session runs: what is gone is refused, on old connections and on new ones. */
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../e2e/canaries.ts'
import { CREDENTIAL, openBrokerWorld, type TestWorld } from './testing/broker-world.ts'
import { codeOf, LOGIN } from './testing/one-token-world.ts'

const [web, other] = [newCanary('the secret of web', 'ghp_', 36), newCanary('the secret of other', 'ghp_', 36)]
const [WEB, OTHER] = ['ghp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA', 'ghp_ANOTHERANOTHERANOTHERANOTHERANOTHERA']
const GRANTED = ['api.example.com:PORT/a/**', 'git.example.com:PORT', 'http://localhost:PLAIN']

let world: TestWorld
let left: readonly string[] = GRANTED
let port: number

beforeAll(async () => {
  world = await openBrokerWorld([
    { name: 'other', secret: other.value, placeholder: OTHER, to: ['git.example.com:1234', 'other.example.com:PORT'] },
    { name: 'web', secret: web.value, placeholder: WEB, to: GRANTED, left: () => left },
  ])
  port = world.port
})
afterAll(async () => {
  assertNoCanary([web, other], 'the record', world.told())
  await world.close()
})
beforeEach(() => {
  left = GRANTED
  world.got.length = 0
  world.exchanges.length = 0
  world.tripwires.length = 0
})

const BEARER = `Authorization: Bearer ${WEB}`

const get = (host: string, path: string, field = BEARER): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, field, '', ''].join('\r\n')

const answerOn = (connection: TLSSocket, request: string): Promise<string> =>
  new Promise((done) => {
    connection.once('data', (bytes) => done(bytes.toString()))
    connection.write(request)
  })

describe('a host that is taken away from its only token', () => {
  it.each([BEARER, 'X: y'])('is refused on a new connection, and not tunnelled: %s', async (field) => {
    left = ['api.example.com:PORT/a/**']
    const before = world.connections()
    const answer = await world.ask('git.example.com', get('git.example.com', '/acme/web.git', field))
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
    expect(codeOf(answer)).toBe('out-of-domain-host')
    expect(world.connections()).toBe(before)
  })

  it('is refused in the name of the token that it was taken from', async () => {
    left = ['api.example.com:PORT/a/**']
    const answer = await world.ask('git.example.com', get('git.example.com', '/acme/web.git'))
    expect(answer).toContain('"token":"web"')
    expect(answer).toContain(`web is no longer for git.example.com:${port}`)
    expect(world.exchanges).toMatchObject([{ token: { name: 'web' }, code: 'out-of-domain-host', decision: 'refused' }])
  })

  it.each([BEARER, 'X: y'])('is refused on an open connection, with a reason: %s', async (field) => {
    const connection = (await world.connect('git.example.com')) as TLSSocket
    expect(await answerOn(connection, get('git.example.com', '/a'))).toMatch(/^HTTP\/1\.1 200 /)
    left = ['api.example.com:PORT/a/**']
    const answer = await answerOn(connection, get('git.example.com', '/a', field))
    expect(codeOf(answer)).toBe('out-of-domain-host')
    expect(answer).toContain(`web is no longer for git.example.com:${port}`)
    expect(world.got).toHaveLength(1)
  })

  it.each([BEARER, 'X: y'])('is refused on a connection that was opened before, too: %s', async (field) => {
    const connection = (await world.connect('git.example.com')) as TLSSocket
    left = ['api.example.com:PORT/a/**']
    expect(codeOf(await answerOn(connection, get('git.example.com', '/a', field)))).toBe('out-of-domain-host')
    expect(world.got).toHaveLength(0)
  })

  it('is told so by plain http, too', async () => {
    left = ['api.example.com:PORT/a/**']
    const place = `localhost:${world.plainPort}`
    const answer = await world.raw(`GET http://${place}/ HTTP/1.1\r\nHost: ${place}\r\n${LOGIN}\r\n\r\n`)
    expect(codeOf(answer)).toBe('out-of-domain-host')
    expect(answer).toContain(`web is no longer for http://${place}`)
  })
})

describe('a token that is left with nothing', () => {
  it('goes nowhere, and the others go on', async () => {
    left = []
    for (const host of ['api.example.com', 'git.example.com']) {
      expect(codeOf(await world.ask(host, get(host, '/a/b')))).toBe('out-of-domain-host')
    }
    const field = `Authorization: Bearer ${OTHER}\r\nConnection: close`
    expect(await world.ask('other.example.com', get('other.example.com', '/', field))).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('a base URL', () => {
  const ask = (path: string) =>
    world.raw(
      `GET /${CREDENTIAL}/web${path} HTTP/1.1\r\nHost: 127.0.0.1:${world.broker.port}\r\n${BEARER}\r\nConnection: close\r\n\r\n`,
    )

  it('leads to the host that it led to, or nowhere', async () => {
    expect(await ask('/a/b')).toMatch(/^HTTP\/1\.1 200 /)
    left = ['git.example.com:PORT']
    const answer = await ask('/a/b')
    expect(codeOf(answer)).toBe('out-of-domain-host')
    expect(answer).toContain(`web is no longer for api.example.com:${port}`)
    expect(world.got.map(({ headers }) => headers.host)).toEqual([`api.example.com:${port}`])
  })
})

describe('a port that no token was for', () => {
  it('is refused in the name of a token that is for the host now', async () => {
    left = ['api.example.com:PORT/a/**']
    const answer = await world.connect('git.example.com', { port: 9 })
    expect(answer).toContain('other is for git.example.com on port 1234, not 9')
  })
})
