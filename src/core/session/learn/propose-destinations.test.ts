import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDestination, readDestination } from '../../token/destination-grammar.ts'
import { covers, matchesDestination } from '../../token/destination-match.ts'
import type { LearnedRequest } from './learned.ts'
import { proposeDestinations, takes } from './propose-destinations.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

/** `GET https://api.x.example/path`, how often. */
function request(text: string, count = 1): LearnedRequest {
  const [method = '', address = ''] = text.split(' ')
  const [, scheme = 'https', host = '', port = '', path = '/'] =
    /^(?:(https?):\/\/)?([^/:]+)(?::(\d+))?(.*)$/.exec(address) ?? []
  const given = scheme === 'http' ? ('http' as const) : ('https' as const)
  return { method, scheme: given, host, port: port === '' ? (given === 'http' ? 80 : 443) : Number(port), path, count }
}

const proposed = (present: readonly string[], used: readonly string[]): string[] =>
  proposeDestinations(
    present.map(readDestination),
    used.map((text) => request(text)),
  ).destinations.map(formatDestination)

describe('proposed destinations', () => {
  it('are none where nothing was used', () => {
    expect(proposed(['api.x.example'], [])).toEqual([])
  })

  it('leave out what lies outside the present ones, and say so', () => {
    const outside = request('GET other.example/a')
    const { destinations, outside: left } = proposeDestinations(
      [readDestination('api.x.example/a')],
      [request('GET api.x.example/a'), outside],
    )
    expect(destinations.map(formatDestination)).toEqual(['GET api.x.example/a'])
    expect(left).toEqual([outside])
  })

  it('name methods and paths, together where the path is one', () => {
    expect(
      proposed(
        ['api.x.example'],
        ['GET api.x.example/repos/acme', 'POST api.x.example/repos/acme', 'GET api.x.example/user'],
      ),
    ).toEqual(['GET api.x.example/user', 'GET,POST api.x.example/repos/acme'])
  })

  it('put many siblings together, and leave another method alone', () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `GET api.x.example/repos/acme/web/contents/${name}.ts`)
    expect(proposed(['api.x.example'], [...files, 'PUT api.x.example/repos/acme/web/contents/a.ts'])).toEqual([
      'GET api.x.example/repos/acme/web/contents/*',
      'PUT api.x.example/repos/acme/web/contents/a.ts',
    ])
    const deeper = [
      ...files,
      ...files.map((text) => text.replace('contents/', 'contents/src/lib/')),
      'GET api.x.example/repos/acme/web/contents/x/y/z/w',
    ]
    expect(proposed(['api.x.example'], deeper)).toEqual(['GET api.x.example/repos/acme/web/contents/**'])
  })

  it('see the same below many names as one', () => {
    const repositories = ['one', 'two', 'three', 'four', 'five'].map(
      (name) => `GET api.x.example/repos/acme/${name}/issues`,
    )
    expect(proposed(['api.x.example/repos/**'], repositories)).toEqual(['GET api.x.example/repos/acme/*/issues'])
  })

  it('never join what two present ones allow apart', () => {
    const present = ['GET api.x.example/a/**', 'POST api.x.example/b/**']
    const used = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n'].flatMap((name) => [
      `GET api.x.example/a/${name}/x`,
      `POST api.x.example/b/${name}/y/z`,
    ])
    for (const one of proposed(present, used)) {
      expect(present.some((outer) => covers(readDestination(outer), readDestination(one)))).toBe(true)
    }
  })

  it('name the hosts under a wildcard, unless they are many', () => {
    expect(proposed(['*.x.example'], ['GET a.x.example/v1', 'GET b.x.example/v1'])).toEqual([
      'GET a.x.example/v1',
      'GET b.x.example/v1',
    ])
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => `GET ${name}.x.example/v1`)
    expect(proposed(['*.x.example'], many)).toEqual(['GET *.x.example/v1'])
  })

  it('keep each carrier that the request may have come by', () => {
    expect(proposed(['api.x.example via bearer', 'api.x.example via X-Key'], ['GET api.x.example/a'])).toEqual([
      'GET api.x.example/a via bearer',
      'GET api.x.example/a via X-Key',
    ])
  })

  it('come in the order of the present ones, those of a wildcard last: a base URL means the first host', () => {
    const used = ['GET a.x.example/v1', 'GET z.example/v1', 'GET b.example/v1']
    expect(proposed(['*.x.example', 'z.example', 'b.example'], used)).toEqual([
      'GET z.example/v1',
      'GET b.example/v1',
      'GET a.x.example/v1',
    ])
  })

  it('leave one of two that take the same', () => {
    expect(proposed(['x.example/a/**', 'x.example/a/**/**'], ['GET x.example/a/**'])).toEqual(['GET x.example/a/**'])
  })

  it('keep scheme and port', () => {
    expect(proposed(['http://localhost:8080', 'localhost:8443'], ['GET http://localhost:8080/a'])).toEqual([
      'GET http://localhost:8080/a',
    ])
  })

  it.each([
    [40, (at: number) => `/p${at % 7}/q${at % 5}/r${at}`],
    [2000, (at: number) => `/word-${at.toString(26).replace(/\d/g, 'x')}/a/b`],
    [
      2000,
      (at: number) =>
        `/${'abcdefghij'
          .split('')
          .slice(0, (at % 9) + 1)
          .join('/')}/z${at}`,
    ],
  ])('are few for %i different paths', (count, pathOf) => {
    const used = Array.from({ length: count }, (_, at) => `GET api.x.example${pathOf(at)}`)
    expect(proposed(['api.x.example'], used).length).toBeLessThanOrEqual(12)
  })
})

const segment = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '*', 'web', 'v1')
const path = fc
  .array(segment, { maxLength: 5 })
  .chain((segments) => fc.constantFrom('', '/').map((end) => `/${segments.join('/')}${segments.length > 0 ? end : ''}`))
const pattern = fc
  .array(fc.constantFrom('a', 'b', 'c', '*', '**', 'web'), { maxLength: 4 })
  .map((segments) => (segments.length === 0 ? null : `/${segments.join('/')}`))
const host = fc.constantFrom('a.x.example', 'b.x.example', 'c.x.example', 'd.x.example', 'e.x.example', 'y.example')
const method = fc.constantFrom('GET', 'POST', 'DELETE')

const anyRequest = fc.record({
  method,
  scheme: fc.constant('https' as const),
  host,
  port: fc.constantFrom(443, 443, 8443),
  path,
  count: fc.integer({ min: 1, max: 9 }),
})
const anyDestination = fc.record({
  methods: fc.oneof(
    fc.constant(null),
    fc.uniqueArray(method, { minLength: 1 }).map((names) => names.sort()),
  ),
  scheme: fc.constant('https' as const),
  host: fc.oneof(host, fc.constant('*.x.example')),
  port: fc.constantFrom(443, 443, 8443),
  path: pattern,
  carrier: fc.constantFrom(null, null, { kind: 'bearer' as const }),
})
const anyCase = fc.tuple(
  fc.array(anyDestination, { minLength: 1, maxLength: 6 }),
  fc.array(anyRequest, { maxLength: 60 }),
)

describe('for any destinations and any requests', () => {
  it('each request that the present ones take is taken, and what is proposed lies in one of them', () => {
    fc.assert(
      fc.property(anyCase, ([present, requests]) => {
        const { destinations, inside, outside } = proposeDestinations(present, requests)
        expect(inside.length + outside.length).toBe(requests.length)
        expect(outside.some((each) => present.some((one) => takes(one, each)))).toBe(false)
        for (const each of inside) expect(destinations.some((one) => takes(one, each))).toBe(true)
        for (const each of destinations) expect(present.some((one) => covers(one, each))).toBe(true)
        for (const each of destinations) expect(readDestination(formatDestination(each))).toEqual(each)
        expect(destinations.length).toBeLessThanOrEqual(Math.max(12, 4 * present.length))
      }),
      { numRuns: 1500 },
    )
  })

  it('whatever matches the proposal matches what was there before', () => {
    fc.assert(
      fc.property(anyCase, anyRequest, ([present, requests], other) => {
        const { destinations } = proposeDestinations(present, requests)
        const sent = { ...other, path: other.path.replaceAll('*', 'star') }
        if (destinations.some((one) => matchesDestination(one, sent))) {
          expect(present.some((one) => matchesDestination(one, sent))).toBe(true)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('the order of requests makes no difference', () => {
    fc.assert(
      fc.property(anyCase, ([present, requests]) => {
        const [one, other] = [requests, requests.toReversed()].map(
          (each) => proposeDestinations(present, each).destinations,
        )
        expect(one).toEqual(other)
      }),
      { numRuns: 1000 },
    )
  })
})
