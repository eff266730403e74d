/** What a refusal says to the client. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseDestination } from '../core/token/destination.ts'
import { matchesDestination } from '../core/token/destination-match.ts'
import { OTHERS_PLACEHOLDER, openBrokerWorld, type TestWorld } from './testing/broker-world.ts'
import {
  BEARER,
  connectTo,
  getFrom,
  openRefusingWorld,
  PAY,
  pay,
  problemIn,
  WEB,
  web,
} from './testing/refusing-world.ts'

let world: TestWorld
let strict: TestWorld
beforeAll(async () => {
  world = await openRefusingWorld()
  strict = await openRefusingWorld({ strict: true })
})
afterAll(async () => {
  await Promise.all([world.close(), strict.close()])
})
beforeEach(() => {
  world.notes.length = 0
  world.got.length = 0
})

const get = (path: string, host: string, ...fields: string[]): string => getFrom(world, path, host, ...fields)

/** The destinations that a hint adds, as a shell reads them. */
const added = (hint: string): string[] =>
  Array.from(hint.matchAll(/--add-to '((?:[^']|'\\'')*)'/g), ([, text = '']) => text.replaceAll("'\\''", "'"))

describe('a refusal as an answer', () => {
  it('names the destination that decided, and that one first of many', async () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => `GET api.example.com:PORT/${name}`)
    const other = await openBrokerWorld([{ name: 'k', secret: web.value, placeholder: WEB, to: many }])
    const request = get('/d', 'api.example.com')
      .replaceAll(String(world.port), String(other.port))
      .replace('GET', 'PUT')
    const problem = problemIn(await other.ask('api.example.com', request))
    expect(problem).toMatchObject({ code: 'out-of-domain-method', rule: `GET api.example.com:${other.port}/d` })
    expect(problem.detail).toMatch(/^k may GET api\.example\.com:\d+\/d, GET .*, 1 more; this was PUT /)
    await other.close()
  })

  it('says so in its status line, for clients that show nothing else', async () => {
    const answer = await world.ask('api.example.com', get('/other', 'api.example.com', BEARER))
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 403 Refused by Bulkhead (out-of-domain-path)')
  })

  it('has the members of RFC 9457, and says it once more where npm and clients of forges look', async () => {
    const problem = problemIn(await world.ask('api.example.com', get('/other', 'api.example.com', BEARER)))
    const detail = `web may GET api.example.com:${world.port}/repos/acme/web/**; this was GET api.example.com:${world.port}/other`
    expect(problem).toMatchObject({ type: 'about:blank', status: 403, detail, error: detail, message: detail })
  })

  it.each([
    ['a path outside', 'api.example.com', 'GET', "/repos/o'neil/x-$(id)!", BEARER],
    ['a method outside', 'api.example.com', 'DELETE', '/repos/acme/web', BEARER],
    ['both outside', 'api.example.com', 'M-SEARCH', '/', BEARER],
    [
      'a method in a header',
      'api.example.com',
      'GET',
      '/repos/acme/web/x',
      `${BEARER}\r\nX-HTTP-Method-Override: DELETE`,
    ],
    ['a long identifier', 'api.example.com', 'GET', '/repos/0123456789abcdef0123456789abcdef01234567/x', BEARER],
    ['an encoded slash', 'api.example.com', 'GET', '/repos/acme%2fother/x', BEARER],
    ['slashes without a name', 'api.example.com', 'GET', '//repos///x', BEARER],
    ['a host of another token', 'pay.example.com', 'POST', '/v1/charges', `X-Api-Key: ${WEB}`],
  ])('names the smallest destination that takes %s', async (_what, host, method, path, fields) => {
    const { hint, code } = problemIn(await world.ask(host, get(path, host, fields).replace('GET', method)))
    const [text = '', ...more] = added(hint)
    expect(code).toMatch(/^out-of-domain-/)
    expect(more).toEqual([])
    const headers = fields.split('\r\n').map((line) => line.split(': ') as [string, string])
    const destination = parseDestination(text)
    const request = { method, scheme: 'https', host, port: world.port, path, headers }
    expect(matchesDestination(destination, request)).toBe(true)
    // Nothing beside it: neither another method nor what lies above.
    expect(matchesDestination(destination, { ...request, method: 'PROPFIND' })).toBe(false)
    expect(matchesDestination(destination, { ...request, path: '/elsewhere' })).toBe(false)
  })

  it.each([
    ['signs of patterns', 'api.example.com', '/repos/**'],
    ['octets that servers read differently', 'api.example.com', '/repos/%255c'],
  ])('names no destination for %s', async (_what, host, path) => {
    const { hint, code } = problemIn(await world.ask(host, get(path, host)))
    expect(code).toBe('out-of-domain-path')
    expect(hint).toMatch(/^no destination can name this request; see where it may go: bulkhead show web$/)
  })

  it('keeps the carrier of what the token has there', async () => {
    const narrow = { name: 'k', secret: pay.value, placeholder: PAY, to: ['pay.example.com:PORT/v1/** via X-Api-Key'] }
    const other = await openBrokerWorld([narrow])
    const request = get('/v2/x', 'pay.example.com').replaceAll(String(world.port), String(other.port))
    const { hint } = problemIn(await other.ask('pay.example.com', request))
    expect(added(hint)).toEqual([`GET pay.example.com:${other.port}/v2/x via X-Api-Key`])
    await other.close()
  })

  it('says so when the vault allows it by now, and names the project’s file where that narrows the token', async () => {
    const at = (kept: string, isNarrowed: boolean) => ({
      ...{ name: 'web', secret: web.value, placeholder: WEB, to: ['api.example.com:PORT/a/**'] },
      kept: () => ({ all: [parseDestination(kept.replace('PORT', String(other.port)))], isNarrowed }),
    })
    let other: TestWorld = world
    const hintOf = async (kept: string, isNarrowed: boolean): Promise<string> => {
      other = await openBrokerWorld([at(kept, isNarrowed)])
      const request = get('/b', 'api.example.com', BEARER).replaceAll(String(world.port), String(other.port))
      const { hint } = problemIn(await other.ask('api.example.com', request))
      await other.close()
      return hint.replaceAll(String(other.port), 'PORT')
    }
    expect(await hintOf('api.example.com:PORT', false)).toBe('it is allowed by now, from the next session on')
    const inFile = "add 'GET api.example.com:PORT/b' to what WEB_TOKEN is for in .bulkhead.toml, then: bulkhead allow"
    expect(await hintOf('api.example.com:PORT', true)).toBe(`to allow it in the next session: ${inFile}`)
    expect(await hintOf('api.example.com:PORT/a/**', true)).toBe(
      `to allow it in the next session: bulkhead edit web --add-to 'GET api.example.com:PORT/b'; and ${inFile}`,
    )
  })

  it('of another port names the destination with that port', async () => {
    const { hint, code, detail } = problemIn(await world.raw(connectTo('api.example.com:4443')))
    expect(code).toBe('host-refused')
    expect(detail).toBe(`web is for api.example.com on port ${world.port}, not 4443`)
    expect(added(hint)).toEqual(['GET api.example.com:4443/repos/acme/web/**'])
  })

  it('of another port of this machine does not lead the token to whatever listens there', async () => {
    const here = { name: 'k', secret: pay.value, placeholder: PAY, to: ['localhost:PORT'] }
    const other = await openBrokerWorld([here])
    const { code, hint } = problemIn(await other.raw(connectTo('localhost:4443')))
    expect(code).toBe('host-refused')
    expect(hint).toBe('ask for it as 127.0.0.1, which this session leaves alone')
    expect(hint).not.toContain('--add-to')
    expect(other.notes).toMatchObject([{ asked: 'CONNECT localhost:4443' }])
    await other.close()
  })

  it.each([
    ['an inner address', '10.1.2.3:8080'],
    ['this machine', '127.0.0.1:8080'],
  ])('of %s says when it is reached', async (_what, to) => {
    const { code, hint } = problemIn(await world.raw(connectTo(to)))
    expect(code).toBe('host-refused')
    expect(hint).toMatch(/^an inner address is reached only .* NO_PROXY /)
  })

  it.each([
    ['a metadata address', '169.254.169.254:80'],
    ['a metadata name', 'metadata.google.internal:443'],
    ['an IPv6 metadata address', '[fd00:ec2::254]:8080'],
    ['a metadata address as IPv6', '[::ffff:169.254.169.254]:8080'],
  ])('of %s never says how to reach it', async (_what, to) => {
    for (const each of [world, strict]) {
      const { code, hint } = problemIn(await each.raw(connectTo(to)))
      expect(code).toBe('host-refused')
      expect(hint).not.toMatch(/edit|--add-to|NO_PROXY|strict/)
    }
  })

  it.each([
    ['/repos/acme/web/x', 'X-HTTP-Method-Override: DELETE', 'DELETE'],
    ['/repos/acme/web/x?_method=delete', 'X: y', 'DELETE'],
    ['/repos/acme/web/x', 'X_HTTP_Method: PUT', 'PUT'],
    ['/repos/acme/web/x', 'X-HTTP-Method: PUT, DELETE', 'another method'],
    ['/repos/acme/web/x', 'X-HTTP-Method: <img>', 'another method'],
  ])('says what a method was made into: %s, %s', async (path, field, method) => {
    const answer = await world.ask('api.example.com', get(path, 'api.example.com', `${BEARER}\r\n${field}`))
    expect(problemIn(answer)).toMatchObject({ code: 'out-of-domain-method' })
    expect(problemIn(answer).detail).toMatch(
      new RegExp(`; this was GET \\S+/repos/acme/web/x, of which a header or a parameter makes ${method}$`),
    )
  })

  it('of a placeholder of another session never says how to use it', async () => {
    const answer = await world.ask(
      'api.example.com',
      get('/repos/acme/web/x', 'api.example.com', `X: ${OTHERS_PLACEHOLDER}`),
    )
    expect(problemIn(answer)).toMatchObject({ code: 'placeholder-unknown' })
    expect(problemIn(answer).hint).not.toMatch(/edit|--add-to/)
  })

  it('of http to a host of the network never names a destination', async () => {
    const request = `GET http://api.example.com/x HTTP/1.1\r\nHost: api.example.com\r\n${BEARER}\r\n${connectTo('x:1').split('\r\n')[2]}\r\n\r\n`
    const { code, hint } = problemIn(await world.raw(request))
    expect(code).toBe('placeholder-misplaced')
    expect(hint).toBe('use https')
    expect(world.notes).toMatchObject([{ asked: 'GET http://api.example.com/x', isTripwire: true }])
  })
})
