/** Every refusal reads as a sentence, and says what to do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from './testing/broker-world.ts'
import { connectTo, getFrom, OLD, openRefusingWorld, problemIn, WEB } from './testing/refusing-world.ts'

let world: TestWorld
let strict: TestWorld
beforeAll(async () => {
  world = await openRefusingWorld()
  strict = await openRefusingWorld({ strict: true })
})
afterAll(async () => {
  await Promise.all([world.close(), strict.close()])
})

const get = (path: string, host: string, ...fields: string[]): string => getFrom(world, path, host, ...fields)

describe('a refusal reads as a sentence', () => {
  const login = connectTo('x:1').split('\r\n')[2]
  const old1 = `GET https://api.example.com/x HTTP/1.1\r\nHost: api.example.com\r\n${login}\r\n\r\n`
  it.each<readonly [code: string, ask: () => Promise<string>, detail: RegExp, hint: RegExp]>([
    [
      'request-invalid',
      () => world.raw(old1),
      /^the request was not read: https wants a tunnel/,
      /^use axios 1\.16\.1 or newer; .*`proxy: false`/,
    ],
    [
      'request-invalid',
      () => world.raw('GET /x\r\n\r\n'),
      /^the request was not read: /,
      /^send it as plain HTTP\/1\.1$/,
    ],
    [
      'request-invalid',
      () => world.ask('api.example.com', get('/', 'api.example.com').replace('GET', 'TRACE')),
      /a method whose answer repeats the request$/,
      /^use another method$/,
    ],
    [
      'request-invalid',
      () => world.ask('api.example.com', get('/', 'api.example.com', `X-Long: ${'x'.repeat(17_000)}`)),
      /a head that is too long$/,
      /16 KiB/,
    ],
    [
      'request-invalid',
      () => world.ask('api.example.com', get('/', 'api.example.com', 'Expect: 200-fine')),
      /an Expect other than 100-continue$/,
      /^leave it out$/,
    ],
    [
      'session-invalid',
      () => world.raw('CONNECT a.example.com:443 HTTP/1.1\r\nHost: a.example.com:443\r\n\r\n'),
      /credential of this session$/,
      /HTTPS_PROXY/,
    ],
    [
      'host-mismatch',
      () => world.ask('api.example.com', get('/', 'pay.example.com')),
      /is for api\.example\.com, the request for another host$/,
      /^open a connection/,
    ],
    [
      'host-refused',
      () => strict.raw(connectTo('other.example.com:443')),
      /^no token of this session is for other\.example\.com, and the session is strict$/,
      /without --strict/,
    ],
    ['host-refused', () => world.raw(connectTo('mail.example.com:25')), /^port 25 is not tunnelled$/, /^only 443/],
    [
      'host-refused',
      () => world.raw(`GET http://a.example.com/ HTTP/1.1\r\nHost: a.example.com\r\n${login}\r\n\r\n`),
      /^plain http to a\.example\.com/,
      /^use https; .* a\.example\.com in NO_PROXY /,
    ],
    [
      'token-expired',
      () => world.ask('old.example.com', get('/x', 'old.example.com', `Authorization: Bearer ${OLD}`)),
      /^old has expired; this was GET old\.example\.com:\d+\/x$/,
      /: bulkhead rotate old$/,
    ],
    [
      'placeholder-unknown',
      () => world.ask('api.example.com', get('/repos/acme/web/x', 'api.example.com', 'Authorization: Bearer x')),
      /^the credential sent to api\.example\.com:\d+ is not the placeholder/,
      /^send the value of WEB_TOKEN/,
    ],
    [
      'placeholder-misplaced',
      () => world.ask('api.example.com', get(`/repos/acme/web/x?t=${WEB}`, 'api.example.com')),
      /^the placeholder of web stands outside every place for a credential; this was GET/,
      /Authorization/,
    ],
    [
      'out-of-domain-host',
      () => world.ask('pay.example.com', get('/x', 'pay.example.com', `X-Api-Key: ${WEB}`)),
      /^web is not for pay\.example\.com:\d+; this was GET pay\.example\.com:\d+\/x$/,
      /^to allow it in the next session: bulkhead edit web/,
    ],
  ])('%s', async (code, ask, detail, hint) => {
    const problem = problemIn(await ask())
    expect(problem.code).toBe(code)
    expect(problem.detail).toMatch(detail)
    expect(problem.hint).toMatch(hint)
    for (const text of [problem.title, problem.detail, problem.hint]) expect(text).toMatch(/^\S.*[^.!]$/)
  })
})
