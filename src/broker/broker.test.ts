import { createHash } from 'node:crypto'
import { connect as netConnect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../e2e/canaries.ts'
import { allOf, CREDENTIAL, OTHERS_PLACEHOLDER, openBrokerWorld, type TestWorld } from './testing/broker-world.ts'

const github = newCanary('the secret of github-web', 'ghp_', 36)
const stripe = newCanary('the secret of stripe', 'sk_test_', 32)
const anthropic = newCanary('the secret of anthropic', 'sk-ant-', 60)

const GITHUB = 'ghp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA'
const STRIPE = 'sk_test_PLACEHOLDERPLACEHOLDERPLACEHOLDE'
const ANTHROPIC = 'sk-ant-placeholder-placeholder-placeholder-placeholder-placehold'

let world: TestWorld

beforeAll(async () => {
  world = await openBrokerWorld([
    {
      name: 'github-web',
      secret: github.value,
      placeholder: GITHUB,
      to: ['GET,POST api.example.com:PORT/repos/acme/web/**', 'http://localhost:PLAIN'],
      carriers: [{ kind: 'bearer' }, { kind: 'header', header: 'Authorization', scheme: 'token' }, { kind: 'basic' }],
    },
    { name: 'stripe', secret: stripe.value, placeholder: STRIPE, to: ['pay.example.com:PORT'] },
    {
      name: 'anthropic',
      secret: anthropic.value,
      placeholder: ANTHROPIC,
      to: ['ai.example.com:PORT', 'GET ai.example.com:PORT/q via query:key'],
      carriers: [{ kind: 'header', header: 'x-api-key' }],
    },
  ])
})

afterAll(async () => {
  const told = JSON.stringify([world.exchanges, world.tripwires])
  assertNoCanary([github, stripe, anthropic], 'the record', told)
  expect(told).not.toContain(CREDENTIAL)
  expect(told).not.toContain(GITHUB)
  await world.close()
})

beforeEach(() => {
  world.got.length = 0
  world.exchanges.length = 0
  world.tripwires.length = 0
  world.answer = (_request, response) => response.end('hello')
})

const get = (path: string, host: string, ...fields: string[]): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${host}:${world.port}`, ...fields, 'Connection: close', '', ''].join('\r\n')

const codeOf = (answer: string): string => (JSON.parse(answer.slice(answer.indexOf('{'))) as { code: string }).code

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

describe('a request to a bound host', () => {
  it.each([
    ['bearer', `Authorization: Bearer ${GITHUB}`, (value: string) => `Bearer ${value}`],
    ['token', `Authorization: token ${GITHUB}`, (value: string) => `token ${value}`],
    [
      'Basic, as password',
      `Authorization: Basic ${Buffer.from(`x-access-token:${GITHUB}`).toString('base64')}`,
      (value: string) => `Basic ${Buffer.from(`x-access-token:${value}`).toString('base64')}`,
    ],
    [
      'Basic, as user',
      `Authorization: Basic ${Buffer.from(`${GITHUB}:x-oauth-basic`).toString('base64')}`,
      (value: string) => `Basic ${Buffer.from(`${value}:x-oauth-basic`).toString('base64')}`,
    ],
  ])('gets its secret where its placeholder was: %s', async (_what, field, wanted) => {
    const answer = await world.ask('api.example.com', get('/repos/acme/web/issues?page=2', 'api.example.com', field))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toContain('hello')
    expect(world.got[0]?.headers.authorization === wanted(github.value)).toBe(true)
    expect(world.got[0]?.url).toBe('/repos/acme/web/issues?page=2')
    expect(world.exchanges).toMatchObject([
      { decision: 'allowed', status: 200, token: { name: 'github-web' }, path: '/repos/acme/web/issues' },
    ])
  })

  it('gets it in the provider’s own header', async () => {
    await world.ask('ai.example.com', get('/v1/messages', 'ai.example.com', `X-Api-Key: ${ANTHROPIC}`))
    expect(world.got[0]?.headers['x-api-key'] === anthropic.value).toBe(true)
  })

  it('gets it in the query where the destination says so', async () => {
    await world.ask('ai.example.com', get(`/q?a=1&key=${ANTHROPIC}&b=2`, 'ai.example.com'))
    expect(world.got[0]?.url === `/q?a=1&key=${anthropic.value}&b=2`).toBe(true)
  })

  it('without a credential goes on as it is', async () => {
    await world.ask('api.example.com', get('/repos/acme/web', 'api.example.com'))
    expect(world.got[0]?.headers.authorization).toBeUndefined()
    expect(world.got[0]?.headers).not.toHaveProperty('proxy-authorization')
  })

  it.each([
    ['another path', 'GET', '/repos/acme/other', 'out-of-domain-path'],
    ['a path that only looks inside', 'GET', '/repos/acme/web/../other', 'out-of-domain-path'],
    ['an encoded way out', 'GET', '/repos/acme/web/%2e%2e/other', 'out-of-domain-path'],
    ['a doubly encoded one', 'GET', '/repos/acme/web/%252e%252e/other', 'out-of-domain-path'],
    ['another method', 'DELETE', '/repos/acme/web/x', 'out-of-domain-method'],
  ])('is refused for %s, and nothing is sent', async (_what, method, path, code) => {
    const before = world.connections()
    for (const field of [`Authorization: Bearer ${GITHUB}`, 'X: y']) {
      const answer = await world.ask('api.example.com', get(path, 'api.example.com', field).replace('GET', method))
      expect(answer).toMatch(/^HTTP\/1\.1 403 Refused by Bulkhead \(\S+\)\r\nContent-Type: application\/problem\+json/)
      expect(codeOf(answer)).toBe(code)
      expect(answer).toContain('github-web may GET or POST api.example.com')
    }
    expect(world.connections()).toBe(before)
    expect(world.exchanges.every(({ decision }) => decision === 'refused')).toBe(true)
  })

  it('is refused for a method that a header puts in place of its own', async () => {
    const fields = [`Authorization: Bearer ${GITHUB}`, 'X-HTTP-Method-Override: DELETE']
    const answer = await world.ask('api.example.com', get('/repos/acme/web/x', 'api.example.com', ...fields))
    expect(codeOf(answer)).toBe('out-of-domain-method')
  })

  it.each([
    [
      'a credential of its own',
      'Authorization: Bearer ghp_someOtherTokenOfTheUserXXXXXXXXXXXXXXX',
      'placeholder-unknown',
    ],
    ['a broken placeholder', `Authorization: Bearer ${GITHUB}x`, 'placeholder-unknown'],
    ['another token’s placeholder', `Authorization: Bearer ${STRIPE}`, 'out-of-domain-host'],
    ['a scheme that the provider does not read', `Authorization: Digest ${GITHUB}`, 'placeholder-misplaced'],
    ['the placeholder in another field', `X-Note: ${GITHUB}`, 'placeholder-misplaced'],
    ['the placeholder in a cookie', `Cookie: a=${GITHUB}; b=c`, 'placeholder-misplaced'],
  ])('is refused with %s', async (_what, field, code) => {
    const before = world.connections()
    expect(codeOf(await world.ask('api.example.com', get('/repos/acme/web', 'api.example.com', field)))).toBe(code)
    expect(world.connections()).toBe(before)
  })

  it('is refused with the placeholder in path or query', async () => {
    for (const path of [
      `/repos/acme/web/${GITHUB}`,
      `/repos/acme/web?t=${GITHUB}`,
      `/repos/acme/web?t=%67${GITHUB.slice(1)}`,
    ]) {
      const answer = await world.ask('api.example.com', get(path, 'api.example.com', `Authorization: Bearer ${GITHUB}`))
      expect(codeOf(answer)).toBe('placeholder-misplaced')
    }
    expect(world.tripwires).toHaveLength(3)
  })

  it('says whose it is when a placeholder of another session comes', async () => {
    const field = `Authorization: Bearer ${OTHERS_PLACEHOLDER}`
    expect(codeOf(await world.ask('api.example.com', get('/repos/acme/web', 'api.example.com', field)))).toBe(
      'placeholder-unknown',
    )
    expect(world.tripwires).toMatchObject([{ foreignSession: 'ses_other', host: 'api.example.com' }])
    expect(world.tripwires[0]?.client.remotePort).toBeGreaterThan(0)
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

describe('bodies', () => {
  const post = (body: string, ...fields: string[]): string =>
    [
      'POST /repos/acme/web/issues HTTP/1.1',
      `Host: api.example.com:${world.port}`,
      `Authorization: Bearer ${GITHUB}`,
      ...fields,
      'Connection: close',
      '',
      body,
    ].join('\r\n')

  it('go through, by length and in chunks', async () => {
    await world.ask('api.example.com', post('hello world', 'Content-Length: 11'))
    await world.ask('api.example.com', post('5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n', 'Transfer-Encoding: chunked'))
    expect(world.got.map(({ body }) => body)).toEqual(['hello world', 'hello world'])
  })

  it('are waited for with a 100', async () => {
    const secure = (await world.connect('api.example.com')) as TLSSocket
    secure.write(post('', 'Content-Length: 5', 'Expect: 100-continue'))
    const said = await new Promise<string>((resolve) => secure.once('data', (data) => resolve(data.toString())))
    expect(said).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    secure.write('hello')
    expect(await allOf(secure)).toContain('200 OK')
    expect(world.got[0]?.body).toBe('hello')
  })

  it('with a placeholder at their beginning are refused before anything is sent', async () => {
    const body = `{"token":"${GITHUB}"}`
    const before = world.connections()
    const answer = await world.ask('api.example.com', post(body, `Content-Length: ${body.length}`))
    expect(codeOf(answer)).toBe('placeholder-misplaced')
    expect(world.connections()).toBe(before)
  })

  it('with one in the middle of a long one are cut before it leaves', async () => {
    const body = `${'x'.repeat(200_000)}${GITHUB}${'y'.repeat(10)}`
    await world.ask('api.example.com', post(body, `Content-Length: ${body.length}`))
    expect(world.got).toEqual([])
    expect(world.tripwires).toMatchObject([{ code: 'placeholder-misplaced' }])
  })

  it('of a megabyte arrive whole in both directions', async () => {
    const body = 'z'.repeat(1_000_000)
    world.answer = (request, response) => response.end(request.body)
    const answer = await world.ask('api.example.com', post(body, `Content-Length: ${body.length}`))
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(hash(world.got[0]?.body ?? '')).toBe(hash(body))
    expect(answer.length).toBeGreaterThan(1_000_000)
  })
})

describe('answers', () => {
  const ask = () =>
    world.ask('api.example.com', get('/repos/acme/web', 'api.example.com', `Authorization: Bearer ${GITHUB}`))

  it('that repeat the secret hold the placeholder in its place', async () => {
    world.answer = (request, response) => {
      const value = String(request.headers.authorization)
      response.setHeader('X-Echo', value)
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ value, encoded: Buffer.from(value.slice(7)).toString('base64') }))
    }
    const answer = await ask()
    assertNoCanary([github], 'the answer', answer)
    expect(answer).toContain(`X-Echo: Bearer ${GITHUB}`)
    expect(world.exchanges).toMatchObject([{ isReflected: true }])
  })

  it('that redirect are passed on, never followed', async () => {
    world.answer = (_request, response) => response.writeHead(302, { Location: 'https://evil.example/' }).end()
    expect(await ask()).toMatch(/^HTTP\/1\.1 302 /)
    expect(world.got).toHaveLength(1)
  })

  it('come as they are made', async () => {
    let more: (() => void) | undefined
    world.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('data: 1\n\n')
      more = () => response.end('data: 2\n\n')
    }
    const secure = (await world.connect('api.example.com')) as TLSSocket
    secure.write(get('/repos/acme/web', 'api.example.com', `Authorization: Bearer ${GITHUB}`))
    let seen = ''
    await new Promise<void>((resolve) =>
      secure.on('data', (data) => {
        seen += data
        if (seen.includes('data: 1')) resolve()
      }),
    )
    expect(seen).not.toContain('data: 2')
    more?.()
    expect(await allOf(secure)).toContain('data: 2')
  })

  it('of several requests come in their order on one connection', async () => {
    world.answer = (request, response) => response.end(request.url)
    const secure = (await world.connect('api.example.com')) as TLSSocket
    const one = (n: number, last: boolean) =>
      get(`/repos/acme/web/${n}`, 'api.example.com').replace(
        'Connection: close\r\n',
        last ? 'Connection: close\r\n' : '',
      )
    secure.write(one(1, false) + one(2, false) + one(3, true))
    expect((await allOf(secure)).match(/\/repos\/acme\/web\/\d/g)).toEqual([1, 2, 3].map((n) => `/repos/acme/web/${n}`))
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
  it('closes every connection within a second', async () => {
    const own = await openBrokerWorld([
      { name: 'one', secret: github.value, placeholder: GITHUB, to: ['api.example.com:PORT'] },
    ])
    const secure = (await own.connect('api.example.com')) as TLSSocket
    const idle = netConnect(own.broker.port, '127.0.0.1')
    await new Promise((resolve) => idle.once('connect', resolve))
    const closed = Promise.all([allOf(secure), allOf(idle)])
    const started = performance.now()
    await own.broker.end()
    await closed
    expect(performance.now() - started).toBeLessThan(1_000)
    await own.close()
  })
})
