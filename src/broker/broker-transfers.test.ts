import { createHash } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../e2e/canaries.ts'
import { allOf, type TestWorld } from './testing/broker-world.ts'
import { codeOf } from './testing/one-token-world.ts'
import {
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
