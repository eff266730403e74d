import { describe, expect, it } from 'vitest'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { formatCarrier, isFramingCarrier, readCarrier } from '../token/carrier.ts'
import { formatDestination, parseDestination } from '../token/destination.ts'
import type { Need } from '../token/provider.ts'
import { parseVariable } from '../token/variable.ts'
import { PROVIDERS, providerById } from './providers.ts'

const LINKS = PROVIDERS.flatMap(({ id, links: { narrower, revoke } }) => [
  [id, narrower] as const,
  [id, revoke] as const,
])

const FORMS = PROVIDERS.flatMap(({ id, formats }) => formats.map((format) => ({ id, format, kind: format.kind })))

const RULES = PROVIDERS.flatMap(({ id, formats, rules = [] }) => rules.map((rule) => ({ id, formats, rule })))

const PREFILLED = PROVIDERS.flatMap(({ id, links: { narrower, prefilled } }) =>
  prefilled === undefined ? [] : [{ id, narrower, prefilled }],
)

describe('the provider table', () => {
  it('has each id once, in lower case', () => {
    const ids = PROVIDERS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/)
  })

  it('covers at least 45 providers that are known by their forms', () => {
    expect(PROVIDERS.filter(({ formats }) => formats.length > 0).length).toBeGreaterThanOrEqual(45)
  })

  it.each(PROVIDERS)('names each kind of $id once, as stored tokens find their form by it', ({ formats }) => {
    const kinds = formats.map(({ kind }) => kind)
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  it.each(PROVIDERS)('has canonical destinations for $id that the policy takes', ({ destinations }) => {
    for (const destination of destinations) expect(formatDestination(parseDestination(destination))).toBe(destination)
    expect(new Set(destinations).size).toBe(destinations.length)
  })

  it.each(PROVIDERS)('has variables for $id that a token may be put into', ({ env }) => {
    for (const name of env) expect(parseVariable(name)).toBe(name)
    expect(new Set(env).size).toBe(env.length)
  })

  it.each(PROVIDERS)('has carriers for $id that a request can hold', ({ carriers }) => {
    for (const carrier of carriers) {
      expect(readCarrier(formatCarrier(carrier))).toEqual(carrier)
      expect(isFramingCarrier(carrier)).toBe(false)
    }
  })

  it.each(LINKS)('links a page of %s: %s', (_, url) => {
    expect(new URL(url).href).toBe(url)
    expect(url).toMatch(/^https:\/\//)
  })

  it.each(FORMS)('anchors the pattern of $id $kind at both ends, and begins it with its prefix', ({ id, format }) => {
    const { pattern, prefix } = format
    expect(pattern.source.startsWith('^')).toBe(true)
    expect(pattern.flags).not.toMatch(/[gmsy]/)
    // A private key is followed by anything.
    if (id !== 'pem') expect(pattern.source.endsWith('$')).toBe(true)
    expect(pattern.source.slice(1).replaceAll('\\', '').startsWith(prefix)).toBe(true)
  })

  it.each(FORMS)('says of $id $kind what its text tells, in a plain sentence', ({ format: { says } }) => {
    if (says !== undefined) expect(says).toMatch(/^[^A-Z\s].{5,200}[^.!]$|^(?:AWS|GitLab|Google|Kubernetes)/)
  })

  it.each(PROVIDERS)('carries tokens of $id somewhere, or never', ({ carried, carriers, formats }) => {
    const sent = [carried, ...formats.map((format) => format.carried)].includes('requests')
    expect(carriers.length > 0).toBe(sent)
  })

  it.each(PROVIDERS)(
    'has scopes of $id that are words, and says what they allow as the end of a sentence',
    ({ scopes }) => {
      for (const [name, { says }] of scopes ?? []) {
        expect(name).toMatch(/^\S(?:.{0,100}\S)?$/)
        if (says !== undefined) expect(says).toMatch(/^[a-z].{3,150}[^.!]$/)
      }
    },
  )

  it('gives a master key the whole of its owner', () => {
    const masters = PROVIDERS.flatMap(({ formats }) => formats.filter(({ master }) => master))
    expect(masters.length).toBeGreaterThan(5)
    for (const { breadth, access } of masters) {
      expect(access).toBe('admin')
      expect(['account', 'organisation']).toContain(breadth)
    }
  })

  it('is found by id', () => {
    expect(providerById('github')?.name).toBe('GitHub')
    expect([providerById(null), providerById('nobody'), providerById('__proto__')]).toEqual([null, null, null])
  })

  it.each(FORMS)('takes 100 kB that begin like $id $kind in a few milliseconds', ({ format }) => {
    const { pattern, prefix, checksum, read } = format
    for (const body of ['a', 'A', '0', '-', '_', '.', '=', '&sig=', ',fm2_', '.ey', '{"type"', ' ']) {
      const text = `${prefix}${body.repeat(100_000 / body.length)}`
      const time = cpuTime(() => {
        for (const long of [text, `${text}!`]) {
          if (!pattern.test(long)) continue
          checksum?.(long)
          read?.(long)
        }
      })
      expect(time).toBeLessThan(50)
    }
  })
})

describe('the rules of providers', () => {
  it('have ids of their own', () => {
    const ids = RULES.map(({ rule }) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^BH[1-9]\d{2}$/)
  })

  it.each(RULES)('name a form in the example of $rule.id', ({ formats, rule: { example } }) => {
    if (example.kind !== undefined) expect(formats.map(({ kind }) => kind)).toContain(example.kind)
  })
})

describe('a prefilled page', () => {
  const NEED: Need = {
    name: 'web',
    scopes: ['contents:write', 'repo', 'read_api', 'DNS Write', '*', 'name:write'],
    resources: [{ kind: 'repository', name: 'acme/web' }],
  }
  const HOSTILE: Need = {
    name: '"><script>&name=x#\n\u202e',
    scopes: [
      'a&b=c',
      'javascript:alert(1)',
      '../..',
      'contents:write&administration=write',
      `${'x'.repeat(5000)}:write`,
    ],
    resources: [{ kind: 'repository', name: '//evil.example/..?x=y&expires_in=366' }],
  }

  it.each(PREFILLED)('of $id is its page for narrower tokens, or beside it', ({ narrower, prefilled }) => {
    const url = new URL(prefilled(NEED))
    expect(url.protocol).toBe('https:')
    expect(url.host.endsWith(new URL(narrower).host.split('.').slice(-2).join('.'))).toBe(true)
  })

  it.each(PREFILLED)('of $id keeps a name or a scope from becoming anything else', ({ narrower, prefilled }) => {
    const plain = new URL(prefilled(NEED))
    const odd = new URL(prefilled(HOSTILE))
    expect(odd.origin).toBe(plain.origin)
    expect(odd.pathname).toBe(plain.pathname)
    expect(odd.hash).toBe('')
    expect(odd.searchParams.getAll('name').length).toBeLessThan(2)
    expect(odd.searchParams.has('administration')).toBe(false)
    expect(odd.href.length).toBeLessThan(16_000)
    expect(narrower.startsWith('https://')).toBe(true)
  })

  it('of GitHub has the owner, the lifetime and the permissions, and no more', () => {
    const page = new URL(providerById('github')?.links.prefilled?.(NEED) ?? '')
    expect(Object.fromEntries(page.searchParams)).toEqual({
      name: 'web',
      description: 'only acme/web',
      target_name: 'acme',
      expires_in: '90',
      contents: 'write',
    })
  })

  it('of GitHub names no owner where there are several', () => {
    const resources = ['acme/web', 'other/web'].map((name) => ({ kind: 'repository', name }))
    const page = new URL(providerById('github')?.links.prefilled?.({ ...NEED, resources }) ?? '')
    expect(page.searchParams.has('target_name')).toBe(false)
  })

  it('of GitLab has the scopes that it knows', () => {
    const page = new URL(providerById('gitlab')?.links.prefilled?.(NEED) ?? '')
    expect(page.searchParams.get('scopes')).toBe('read_api')
  })

  it('of Cloudflare has the permissions as keys', () => {
    const page = new URL(providerById('cloudflare')?.links.prefilled?.(NEED) ?? '')
    expect(page.searchParams.get('permissionGroupKeys')).toBe('[{"key":"dns","type":"edit"}]')
    expect(page.searchParams.has('accountId')).toBe(false)
  })
})
