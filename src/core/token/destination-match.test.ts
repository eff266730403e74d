import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { covers, matchesDestination, type RequestTarget, readDestination } from './destination.ts'
import vectors from './destination-match.vectors.json' with { type: 'json' }
import { canonicalHost } from './host.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const request = (parts: Partial<RequestTarget>): RequestTarget => ({
  method: 'GET',
  scheme: 'https',
  host: 'api.x.example',
  port: 443,
  path: '/',
  ...parts,
})

describe('matchesDestination', () => {
  it.each(vectors)('$name', ({ input, expect: expected }) => {
    const { headers = [], ...target } = input.request
    const pairs = headers.map(([name = '', value = '']) => [name, value] as const)
    expect(matchesDestination(readDestination(input.destination), { ...target, headers: pairs })).toBe(expected)
  })

  it('never takes a host that is another one', () => {
    const hosts = fc
      .array(fc.constantFrom('a', 'b', 'x', 'example', 'com', '127', '0', 'xn--bcher-kva', '*'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((labels) => labels.join('.'))
    fc.assert(
      fc.property(hosts, hosts, fc.boolean(), (own, other, upper) => {
        const destination = { methods: null, scheme: 'https', host: own, port: 443, path: null, carrier: null } as const
        const accepted = matchesDestination(destination, request({ host: upper ? other.toUpperCase() : other }))
        const dialled = canonicalHost(other)
        const covered =
          own.startsWith('*.') &&
          own.slice(2).split('.').length + 1 === other.split('.').length &&
          other.endsWith(own.slice(1))
        expect(accepted).toBe(dialled !== null && (dialled === own || covered))
      }),
      { numRuns: 3000 },
    )
  })

  it('never takes a path that any common reader puts elsewhere', () => {
    const parts = [
      'repos',
      'acme',
      'web',
      'api',
      '..',
      '.',
      '',
      '%2e%2e',
      '%2E.',
      '..%2f',
      '%2f',
      'w%65b',
      '..;',
      '%252e',
      '%5c',
      'webx',
      '%2e%2e%2f',
    ]
    const paths = fc.array(fc.constantFrom(...parts), { maxLength: 7 }).map((segments) => `/${segments.join('/')}`)
    const inside = readDestination('api.x.example/repos/acme/web/**')
    fc.assert(
      fc.property(
        fc.oneof(
          paths,
          paths.map((path) => `/repos/acme/web${path}`),
        ),
        (path) => {
          if (!matchesDestination(inside, request({ path }))) return
          for (const read of readers) expect(read(path)).toMatch(/^\/repos\/acme\/web(?:\/|$)/)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('answers long paths quickly', () => {
    const deep = readDestination(`api.x.example${'/**/a'.repeat(100)}`)
    for (const path of [
      `/${'a/'.repeat(50_000)}b`,
      `/${'%61'.repeat(50_000)}`,
      '/'.repeat(100_000),
      '/..'.repeat(50_000),
    ]) {
      expect(cpuTime(() => matchesDestination(deep, request({ path })))).toBeLessThan(500)
    }
  })
})

/** How servers find the folder: the URL standard; decoding first; merging slashes first; both. */
const readers: readonly ((path: string) => string)[] = [
  (path) => resolved(path),
  (path) => resolved(decodeURIComponent(path)),
  (path) => resolved(merged(path)),
  (path) => resolved(merged(decodeURIComponent(path))),
  (path) => merged(resolved(decodeURIComponent(path))),
]

const resolved = (path: string): string => new URL(`https://x.example${path}`).pathname.replaceAll('%65', 'e')

const merged = (path: string): string => path.replace(/\/+/g, '/')

describe('covers', () => {
  const given = (outer: string, inner: string): boolean => covers(readDestination(outer), readDestination(inner))

  it.each([
    ['api.x.example', 'api.y.example'],
    ['api.x.example', '*.x.example'],
    ['*.x.example', 'x.example'],
    ['*.x.example', 'a.b.x.example'],
    ['api.x.example', 'api.x.example:8443'],
    ['localhost', 'http://localhost:443'],
    ['GET api.x.example', 'api.x.example'],
    ['GET api.x.example', 'GET,POST api.x.example'],
    ['api.x.example/a/**', 'api.x.example'],
    ['api.x.example/a/**', 'api.x.example/b'],
    ['api.x.example/a/*', 'api.x.example/a/**'],
    ['api.x.example/a/*', 'api.x.example/a/'],
    ['api.x.example/a', 'api.x.example/*'],
    ['api.x.example via bearer', 'api.x.example'],
    ['api.x.example via bearer', 'api.x.example via basic'],
    ['api.x.example', 'api.x.example via X-Key'],
    ['api.x.example', 'api.x.example via query:key'],
  ])('%s does not cover %s', (outer, inner) => {
    expect(given(outer, inner)).toBe(false)
  })

  it.each([
    ['api.x.example', 'api.x.example'],
    ['api.x.example', 'GET api.x.example/v1/**'],
    ['*.x.example', 'api.x.example'],
    ['*.x.example', '*.x.example/a'],
    ['GET,POST api.x.example', 'POST api.x.example'],
    ['api.x.example/a/**', 'api.x.example/a/b/**'],
    ['api.x.example/a/**', 'api.x.example/a'],
    ['api.x.example/a/**', 'api.x.example/a/*/c'],
    ['api.x.example/**', 'api.x.example/**/z'],
    ['api.x.example', 'api.x.example via bearer'],
    ['api.x.example via Authorization', 'api.x.example via basic'],
    ['api.x.example via x-key', 'api.x.example via X-Key'],
  ])('%s covers %s', (outer, inner) => {
    expect(given(outer, inner)).toBe(true)
  })

  it('takes the carriers of the provider where none is named', () => {
    const inner = readDestination('api.x.example via X-Key')
    expect(covers(readDestination('api.x.example'), inner, [{ kind: 'header', header: 'x-key' }])).toBe(true)
    expect(covers(readDestination('api.x.example'), inner, [{ kind: 'bearer' }])).toBe(false)
  })

  it('means that whatever the inner one takes, the outer one takes', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '**'), { maxLength: 4 })
      .map((segments) => `/${segments.join('/')}`)
    const text = fc
      .tuple(
        fc.constantFrom('', 'GET ', 'GET,POST '),
        fc.constantFrom('api.x.example', '*.x.example'),
        fc.option(pattern, { nil: '' }),
      )
      .map((parts) => parts.join(''))
    const target = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT'),
      host: fc.constantFrom('api.x.example', 'b.x.example'),
      path: fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
    })
    fc.assert(
      fc.property(text, text, target, (outerText, innerText, parts) => {
        const [outer, inner] = [readDestination(outerText), readDestination(innerText)]
        if (!covers(outer, inner) || !matchesDestination(inner, request(parts))) return
        expect(matchesDestination(outer, request(parts))).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })
})
