import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OTHERS_PLACEHOLDER, type TestWorld } from './testing/broker-world.ts'
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
  STRIPE,
} from './testing/three-token-world.ts'

let world: TestWorld

beforeAll(async () => {
  world = await openThreeTokenWorld()
})
afterAll(() => closeThreeTokenWorld(world))
beforeEach(() => forget(world))

const get = (path: string, host: string, ...fields: string[]): string => getOf(world, path, host, ...fields)

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
    for (const field of [`Authorization: Bearer ${OTHERS_PLACEHOLDER}`, `X-Else: ${OTHERS_PLACEHOLDER}`]) {
      const answer = await world.ask('api.example.com', get('/repos/acme/web', 'api.example.com', field))
      expect(codeOf(answer)).toBe('placeholder-unknown')
      expect(answer).toContain('a placeholder of another session was sent to api.example.com')
      // It is of no token of this session: none must be named as its own.
      expect(world.tripwires).toMatchObject([{ token: null, foreignSession: 'ses_other', host: 'api.example.com' }])
      expect(world.tripwires[0]?.client.remotePort).toBeGreaterThan(0)
      world.tripwires.length = 0
    }
  })
})
