import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../identify/testing/cpu-time.ts'
import { type Destination, readDestination } from '../../token/destination-grammar.ts'
import { matchesDestination } from '../../token/destination-match.ts'
import { learnTraffic, type Observed } from './learn-traffic.ts'
import { formOf, type Learned, MOST_REFUSED, MOST_REQUESTS } from './learned.ts'
import { parseLearned } from './parse-learned.ts'
import { proposeDestinations } from './propose-destinations.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const SESSION = `ses_${'0'.repeat(26)}`
const AT = '2026-11-24T10:00:00.000Z'
const idOf = (name: string): string => `tok_${name.toUpperCase().padEnd(26, '0')}`

const token = (name: string, ...to: readonly string[]) => ({
  id: idOf(name),
  name,
  destinations: to.map(readDestination),
})

const observed = (method: string, path: string, more: Partial<Observed> = {}): Observed => ({
  ...{
    tokens: [idOf('web')],
    about: null,
    method,
    scheme: 'https',
    host: 'api.x.example',
    port: 443,
    path,
    code: null,
  },
  ...more,
})

const WEB = token('web', 'api.x.example')

function learn(tokens: readonly ReturnType<typeof token>[], all: Iterable<Observed>): Learned {
  const learner = learnTraffic(SESSION, tokens)
  for (const one of all) learner.note(one)
  return learner.learned(AT)
}

const formsOf = ({ tokens }: Learned, name = 'web'): string[] =>
  (tokens.find((each) => each.name === name)?.requests ?? []).map(
    ({ count, method, host, path }) => `${count} ${method} ${host}${path}`,
  )

describe('what is learned of traffic', () => {
  it('has nothing of a query, and of paths only their shape', () => {
    const learned = learn(
      [WEB],
      [observed('GET', '/users/12345'), observed('GET', '/users/67890'), observed('GET', '/user')],
    )
    expect(formsOf(learned)).toEqual(['2 GET api.x.example/users/*', '1 GET api.x.example/user'])
    expect(formsOf(learn([WEB], [observed('GET', '/user?key=hunter2')]))).toEqual([])
  })

  it('makes no pattern from a path that holds one, and counts it', () => {
    const learned = learn(
      [WEB],
      ['/**', '/*/x', '/%2a%2A', '/{a}', '/a[b]'].map((path) => observed('GET', path)),
    )
    expect(learned.tokens).toEqual([{ id: idOf('web'), name: 'web', requests: [], unnamed: 5 }])
  })

  it.each(['get', 'TRACE', 'CONNECT', 'X'.repeat(40), 'GET,POST', 'GE T', ''])('names no method like %j', (method) => {
    expect(learn([WEB], [observed(method, '/user')]).tokens[0]).toMatchObject({ requests: [], unnamed: 1 })
  })

  it('is each token’s own, and each that was in a request', () => {
    const tokens = [WEB, token('app', 'api.x.example/app/**')]
    const learned = learn(tokens, [
      observed('GET', '/app/a'),
      observed('GET', '/app/b', { tokens: [idOf('web'), idOf('app')] }),
    ])
    expect(formsOf(learned)).toEqual(['1 GET api.x.example/app/a', '1 GET api.x.example/app/b'])
    expect(formsOf(learned, 'app')).toEqual(['1 GET api.x.example/app/b'])
  })

  it('without a credential, is of the token that lets it through', () => {
    const tokens = [token('app', 'api.x.example/app/**'), WEB]
    const learned = learn(tokens, [
      observed('GET', '/info/refs', { tokens: [] }),
      observed('GET', '/x', { tokens: [], host: 'y.example' }),
    ])
    expect(formsOf(learned)).toEqual(['1 GET api.x.example/info/refs'])
    expect(formsOf(learned, 'app')).toEqual([])
  })

  it('keeps what the destinations name, and takes their path where a shape would go beyond it', () => {
    const tokens = [token('web', 'api.x.example/projects/12345/**', 'api.x.example/x/v1/items/*')]
    const learned = learn(tokens, [observed('GET', '/projects/12345/jobs/7'), observed('GET', '/x/v1/items/7')])
    expect(formsOf(learned)).toEqual(['1 GET api.x.example/projects/12345/jobs/*', '1 GET api.x.example/x/v1/items/*'])
  })

  it('says what was refused with its code, and never a path in which a placeholder was met', () => {
    const { refused } = learn(
      [WEB],
      [
        observed('DELETE', '/users/1', { code: 'out-of-domain-method', about: 'web' }),
        observed('DELETE', '/users/2', { code: 'out-of-domain-method', about: 'web' }),
        observed('GET', '/stolen/thing', { code: 'placeholder-misplaced', tokens: [] }),
        observed('GET', '/x', { code: 'session-invalid', tokens: [] }),
        observed('\x1b[2J', '/\x1b[2J', { code: 'request-invalid', tokens: [], host: 'e\x1bvil' }),
      ],
    )
    expect(refused).toEqual([
      expect.objectContaining({
        token: 'web',
        method: 'DELETE',
        path: '/users/*',
        code: 'out-of-domain-method',
        count: 2,
      }),
      expect.objectContaining({ token: null, path: null, code: 'placeholder-misplaced', count: 1 }),
      expect.objectContaining({ method: '', host: '', path: null, code: 'request-invalid' }),
    ])
  })

  it('is one token’s where that is behind two variables', () => {
    const learned = learn(
      [token('web', 'api.x.example/a/**'), token('web', 'api.x.example/b/**')],
      [observed('GET', '/a/x'), observed('GET', '/b/x')],
    )
    expect(learned.tokens).toHaveLength(1)
    expect(formsOf(learned)).toHaveLength(2)
  })
})

/** Letters for a number: a path segment that counts as a name. */
const nameOf = (at: number): string => Array.from(String(at), (digit) => 'abcdefghij'[Number(digit)]).join('')

describe('a session that is made to learn without end', () => {
  const sizeOf = ({ tokens }: Learned): number => tokens.reduce((sum, { requests }) => sum + requests.length, 0)
  const totalOf = ({ tokens }: Learned): number =>
    tokens.flatMap(({ requests }) => requests).reduce((sum, { count }) => sum + count, 0)

  it.each([
    ['paths', (at: number) => observed('GET', `/allowed/${nameOf(at)}`)],
    ['deep paths', (at: number) => observed('GET', `/${nameOf(at).split('').join('/')}`)],
    ['paths that differ at their start', (at: number) => observed('GET', `/${nameOf(at)}/x/y`)],
    ['methods', (at: number) => observed(nameOf(at).toUpperCase(), '/a')],
    ['methods and paths', (at: number) => observed(nameOf(at % 40).toUpperCase(), `/${nameOf(at)}`)],
  ])('keeps no more than it may of twenty thousand %s, and loses none', (_, at) => {
    const made = 20_000
    const noted = () =>
      learn(
        [WEB],
        Array.from({ length: made }, (_, index) => at(index)),
      )
    expect(cpuTime(noted)).toBeLessThan(2_000)
    const learned = noted()
    expect(sizeOf(learned)).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(totalOf(learned) + (learned.tokens[0]?.unnamed ?? 0)).toBe(made)
    expect(JSON.stringify(learned).length).toBeLessThan(1024 * 1024)
    expect(parseLearned(JSON.stringify(learned))).toEqual(learned)
  })

  it('puts together what has one place, and leaves the rest', () => {
    const files = Array.from({ length: 5000 }, (_, at) => observed('GET', `/contents/${nameOf(at)}`))
    const learned = learn([WEB], [observed('POST', '/issues'), ...files])
    expect(learned.isMerged).toBe(true)
    expect(formsOf(learned).map((text) => text.replace(/^\d+ /, ''))).toEqual(
      expect.arrayContaining(['POST api.x.example/issues', 'GET api.x.example/contents/*']),
    )
    expect(sizeOf(learned)).toBeLessThan(MOST_REQUESTS)
  })

  it('keeps no more than it may of hosts under a wildcard', () => {
    const many = Array.from({ length: 5000 }, (_, at) => observed('GET', '/a', { host: `${nameOf(at)}.x.example` }))
    const learned = learn([token('web', '*.x.example')], many)
    expect(sizeOf(learned)).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(totalOf(learned)).toBe(many.length)
    expect(parseLearned(JSON.stringify(learned))).toEqual(learned)
  })

  it('keeps no more than it may of what was refused, and counts the rest', () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      observed('GET', `/${nameOf(at)}`, { code: 'out-of-domain-path', about: 'web' }),
    )
    const { refused, moreRefused } = learn([WEB], many)
    expect(refused).toHaveLength(MOST_REFUSED)
    expect(moreRefused).toBe(many.length - MOST_REFUSED)
  })
})

const anyPath = fc
  .array(fc.constantFrom('a', 'b', 'c', '123', '', '..', '%2f', '@a', '*', 'web'), { maxLength: 6 })
  .map((segments) => `/${segments.join('/')}`)
const anyObserved = fc.record({
  tokens: fc.constantFrom<readonly string[]>([], [idOf('web')], [idOf('app')], [idOf('web'), idOf('app')]),
  about: fc.constant(null),
  method: fc.constantFrom('GET', 'POST', 'trace'),
  scheme: fc.constant('https' as const),
  host: fc.constantFrom('api.x.example', 'y.example'),
  port: fc.constant(443),
  path: anyPath,
  code: fc.constant(null),
})
const TOKENS = [
  token('web', 'GET api.x.example/a/**', 'api.x.example/b/123', 'api.x.example/*/web'),
  token('app', 'y.example', 'api.x.example/a/b'),
]

describe('for any traffic', () => {
  it('each request that was let through lies in a form that is kept of its token, or is counted as unnamed', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, { maxLength: 40 }), (all) => {
        const learned = learn(TOKENS, all)
        for (const { id, requests, unnamed } of learned.tokens) {
          const own = all.filter(({ tokens }) => tokens.includes(id))
          const forms = requests.map((request) => formOf(request))
          const missed = own.filter((one) => !forms.some((form) => matchesDestination(form, one)))
          expect(missed.length).toBeLessThanOrEqual(unnamed)
        }
        expect(parseLearned(JSON.stringify(learned))).toEqual(learned)
      }),
      { numRuns: 1000 },
    )
  })

  it('what is proposed lets the same requests through, as they were sent', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, { maxLength: 40 }), (all) => {
        for (const { id, requests, unnamed } of learn(TOKENS, all).tokens) {
          const present = TOKENS.find((each) => each.id === id)?.destinations ?? []
          const { destinations, outside } = proposeDestinations(present, requests)
          expect(outside).toEqual([])
          const own = all.filter(
            (one) => one.tokens.includes(id) && present.some((each) => matchesDestination(each, one)),
          )
          const refused = own.filter((one) => !destinations.some((each) => matchesDestination(each, one)))
          expect(refused.length).toBeLessThanOrEqual(unnamed)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('no form goes beyond the destinations of its token', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, { maxLength: 40 }), anyObserved, (all, other) => {
        for (const { id, requests } of learn(TOKENS, all).tokens) {
          const isIn = (one: Destination): boolean => matchesDestination(one, other)
          if (!requests.some((request) => isIn(formOf(request)))) continue
          expect(TOKENS.find((each) => each.id === id)?.destinations.some(isIn)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
