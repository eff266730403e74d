import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identity } from '../core/identify/identify.ts'
import { identify } from '../core/identify/identify.ts'
import { type Recipe, sampleSecret } from '../core/identify/testing/sample-secret.ts'
import { INTROSPECTIONS } from '../core/providers/introspection/introspections.ts'
import { PROVIDERS, providerById } from '../core/providers/providers.ts'
import { providerOf } from '../core/providers/row.ts'
import { askAbout } from '../core/reach/ask-about.ts'
import { judge } from '../core/reach/assess.ts'
import { parseBaseUrl } from '../core/reach/base-url.ts'
import { reachWith } from '../core/reach/reach-with.ts'
import type { Verdict } from '../core/token/finding.ts'
import type { Access, Breadth } from '../core/token/reach.ts'
import { providerFetch } from './ask-provider.ts'
import cases from './testdata/provider-answers.json' with { type: 'json' }
import { type ProviderServer, type Reply, startProviderServer } from './testdata/provider-server.ts'

/** One documented answer, or several, and what has to be read from them. The page is named in the introspection's source. */
interface Case {
  readonly name: string
  readonly provider: string
  readonly secret: Recipe
  /** A base URL's path and host, for providers of whom every customer has a server. */
  readonly base?: string
  readonly answers: Readonly<Record<string, Exclude<Reply, (...args: never) => void>>>
  readonly expect: {
    readonly outcome?: string
    readonly account?: string | null
    readonly scopes?: readonly string[]
    readonly resources?: readonly string[]
    readonly breadth?: Breadth
    readonly access?: Access
    readonly expiresAt?: string
    readonly says?: readonly string[]
    readonly verdict: Verdict
    /** What was asked, in order. */
    readonly asked?: readonly string[]
    /** The request's header that held the token, with `TOKEN` in its place. */
    readonly carried?: readonly [string, string]
  }
}

const CASES = cases as unknown as readonly Case[]
const NOW = new Date('2026-11-24T12:00:00.000Z')

let server: ProviderServer
beforeAll(async () => {
  const fixed = CASES.flatMap(({ provider, secret }) => {
    const base = INTROSPECTIONS.get(provider)?.base
    const url = typeof base === 'function' ? base({ kind: null, text: sampleSecret(secret) }) : base
    return url ? [new URL(url).hostname] : []
  })
  server = await startProviderServer([...new Set(fixed), 'provider.example.com'])
})
afterAll(() => server[Symbol.asyncDispose]())

// Some providers' tokens have no form of their own: whose they are is then known from the stored token.
function identityOf({ provider, secret }: Case): Identity {
  const identity = identify(sampleSecret(secret), PROVIDERS)
  const known =
    providerById(provider) ??
    providerOf({
      id: provider,
      name: provider,
      formats: [],
      destinations: [],
      env: [],
      narrower: 'https://example.com',
    })
  return identity.provider?.id === provider
    ? identity
    : { ...identity, provider: known, format: null, contents: null, resembles: null }
}

describe('what a provider answers', () => {
  it.each(CASES.map((one) => [`${one.provider}: ${one.name}`, one] as const))('%s', async (_, one) => {
    // A path that holds the token is written with TOKEN in its place.
    server.answers = Object.fromEntries(
      Object.entries(one.answers).map(([path, reply]) => [
        path.replace('TOKEN', () => sampleSecret(one.secret)),
        reply,
      ]),
    )
    server.asked.length = 0
    server.headers.length = 0
    const text = sampleSecret(one.secret)
    const identity = identityOf(one)
    const given = one.base === undefined ? null : parseBaseUrl(one.base)
    const asking = {
      fetchAt: (base: Parameters<typeof providerFetch>[0]) => providerFetch(base, undefined, server),
      given,
    }
    const { told, why } = await askAbout(text, identity, [], asking, NOW)
    expect(why).toBeNull()

    const reach = reachWith(identity, { scopes: [], resources: [] }, told, NOW.toISOString())
    const { provider, format } = identity
    const expiresAt = identity.expiresAt ?? told?.expiresAt ?? null
    const { verdict } = judge({ provider, format, reach, expiresAt, domain: null, destinations: null, twins: [] }, NOW)
    const { asked, carried, says, resources, verdict: expected, scopes, breadth, access, ...plain } = one.expect

    expect({ verdict, ...told }).toMatchObject({ verdict: expected, outcome: 'told', partial: false, ...plain })
    if (says) expect(told?.says).toEqual(expect.arrayContaining([...says]))
    if (scopes) expect(reach.scopes).toEqual(scopes)
    if (breadth) expect(reach.breadth).toBe(breadth)
    if (access) expect(reach.access).toBe(access)
    if (resources) expect(reach.resources.map(({ kind, name }) => `${kind}:${name}`)).toEqual(resources)
    if (asked) expect(server.asked).toEqual(asked)
    if (carried) expect(server.headers[0]?.[carried[0]]).toBe(headerWith(carried[1], text))
    expect(server.asked.every((line) => /^(?:GET|HEAD) /.test(line))).toBe(true)
    expect(JSON.stringify({ told, reach })).not.toContain(text)
  })

  it('is in this table for every provider that can be asked', () => {
    const covered = new Set(CASES.map(({ provider }) => provider))
    expect([...INTROSPECTIONS.keys()].filter((id) => !covered.has(id))).toEqual([])
  })

  it('is asked of one place only, by https, and names its source', () => {
    for (const { id, base, own, source } of INTROSPECTIONS.values()) {
      expect([id, source]).toEqual([id, expect.stringMatching(/^https:\/\//)])
      if (typeof base === 'string') expect(base).toMatch(/^https:\/\/[a-z0-9.-]+$/)
      if (base === null) expect([id, own]).toEqual([id, expect.anything()])
    }
  })
})

const headerWith = (pattern: string, token: string): string =>
  pattern
    .replace('BASE64(TOKEN)', () => btoa(token))
    .replace(/BASE64\((\w+):TOKEN\)/, (_, user) => btoa(`${user}:${token}`))
    .replace('TOKEN', () => token)
