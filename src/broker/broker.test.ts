import { connect as netConnect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allOf, CREDENTIAL, openBrokerWorld, type TestWorld } from './testing/broker-world.ts'
import { codeOf } from './testing/one-token-world.ts'
import {
  ANTHROPIC,
  anthropic,
  closeThreeTokenWorld,
  forget,
  GITHUB,
  getOf,
  github,
  openThreeTokenWorld,
} from './testing/three-token-world.ts'

let world: TestWorld

beforeAll(async () => {
  world = await openThreeTokenWorld()
})
afterAll(() => closeThreeTokenWorld(world))
beforeEach(() => forget(world))

const get = (path: string, host: string, ...fields: string[]): string => getOf(world, path, host, ...fields)

describe('who may use the broker', () => {
  it.each([
    ['nothing', ''],
    ['another password', `Proxy-Authorization: Basic ${Buffer.from('bulkhead:no').toString('base64')}\r\n`],
    ['another user', `Proxy-Authorization: Basic ${Buffer.from(`x:${CREDENTIAL}`).toString('base64')}\r\n`],
    ['it as bearer', `Proxy-Authorization: Bearer ${CREDENTIAL}\r\n`],
  ])('refuses a CONNECT that shows %s, and connects nowhere', async (_what, field) => {
    const before = world.connections()
    const answer = await world.raw(
      `CONNECT api.example.com:${world.port} HTTP/1.1\r\nHost: api.example.com:${world.port}\r\n${field}\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 407 /)
    expect(world.connections()).toBe(before)
  })
})

describe('which host it is', () => {
  it('must be the same in CONNECT, TLS and Host', async () => {
    const request = get('/repos/acme/web', 'api.example.com')
    expect(await world.ask('api.example.com', request, { servername: 'pay.example.com' })).toMatch(/^HTTP\/1\.1 421 /)
    expect(await world.ask('api.example.com', get('/x', 'pay.example.com'))).toMatch(/^HTTP\/1\.1 421 /)
    expect(world.got).toEqual([])
  })

  it('is not a bound one on another port', async () => {
    expect(codeOf(await world.ask('api.example.com', '', { port: 8443 }))).toBe('host-refused')
  })

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '[::1]', '[fd00::1]', '100.64.0.1', '0.0.0.0'])(
    'is not %s, which nobody wrote',
    async (host) => {
      expect(codeOf(await world.ask(host, ''))).toBe('host-refused')
    },
  )

  it('is not the broker itself', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      expect(codeOf(await world.ask(host, '', { port: world.broker.port }))).toBe('host-refused')
    }
  })

  it('speaks HTTP/1.1 and nothing newer', async () => {
    const secure = (await world.connect('api.example.com')) as TLSSocket
    expect(secure.alpnProtocol).toBe('http/1.1')
    secure.destroy()
  })
})

describe('the broker as base URL', () => {
  const base = (path: string, ...fields: string[]): Promise<string> =>
    world.raw(
      [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${world.broker.port}`, ...fields, 'Connection: close', '', ''].join(
        '\r\n',
      ),
    )

  it('sends on what carries the placeholder', async () => {
    await base(`/${CREDENTIAL}/anthropic/v1/models?limit=1`, `x-api-key: ${ANTHROPIC}`)
    expect(world.got).toMatchObject([{ url: '/v1/models?limit=1', headers: { host: `ai.example.com:${world.port}` } }])
    expect(world.got[0]?.headers['x-api-key'] === anthropic.value).toBe(true)
  })

  it('refuses what carries none, another credential, a page, and another Host', async () => {
    expect(codeOf(await base(`/${CREDENTIAL}/anthropic/v1`))).toBe('placeholder-unknown')
    expect(await base(`/${'0'.repeat(32)}/anthropic/v1`, `x-api-key: ${ANTHROPIC}`)).toMatch(/^HTTP\/1\.1 407 /)
    for (const field of ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site']) {
      expect(await base(`/${CREDENTIAL}/anthropic/v1`, `x-api-key: ${ANTHROPIC}`, field)).toMatch(/^HTTP\/1\.1 403 /)
    }
    const rebound = await world.raw(
      `GET /${CREDENTIAL}/anthropic/v1 HTTP/1.1\r\nHost: evil.example\r\nx-api-key: ${ANTHROPIC}\r\n\r\n`,
    )
    expect(rebound).toMatch(/^HTTP\/1\.1 421 /)
    expect(world.got).toEqual([])
  })
})

describe('plain http', () => {
  const login = `Proxy-Authorization: Basic ${Buffer.from(`bulkhead:${CREDENTIAL}`).toString('base64')}`
  const plain = (url: string, host: string, ...fields: string[]): Promise<string> =>
    world.raw([`GET ${url} HTTP/1.1`, `Host: ${host}`, login, ...fields, 'Connection: close', '', ''].join('\r\n'))

  it('goes to no host but a loopback destination', async () => {
    expect(
      codeOf(
        await plain('http://api.example.com/repos/acme/web', 'api.example.com', `Authorization: Bearer ${GITHUB}`),
      ),
    ).toBe('placeholder-misplaced')
    expect(codeOf(await plain('http://evil.example/', 'evil.example', `X: ${GITHUB}`))).toBe('out-of-domain-host')
    expect(codeOf(await plain('http://evil.example/', 'evil.example'))).toBe('host-refused')
    expect(world.tripwires).toHaveLength(2)
  })
})

describe('an end', () => {
  it('closes every connection at once', async () => {
    const own = await openBrokerWorld([
      { name: 'one', secret: github.value, placeholder: GITHUB, to: ['api.example.com:PORT'] },
    ])
    const secure = (await own.connect('api.example.com')) as TLSSocket
    const idle = netConnect(own.broker.port, '127.0.0.1')
    await new Promise((resolve) => idle.once('connect', resolve))
    const closed = Promise.all([allOf(secure), allOf(idle)])
    await own.broker.end()
    // None would close by itself for half a minute.
    const started = performance.now()
    await closed
    expect(performance.now() - started).toBeLessThan(10_000)
    await own.close()
  })
})
