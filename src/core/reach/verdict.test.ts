/**
 * Every `verdict*.vectors.json` beside this file: a secret, what its owner says of it, and what must come of that.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { identify } from '../identify/identify.ts'
import { type Recipe, sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { parseDomain } from '../token/domain.ts'
import { parseResource } from '../token/parse-resource.ts'
import type { Token } from '../token/token.ts'
import { assess, verdictOf } from './assess.ts'
import { reachOf } from './reach-of.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

interface Vector {
  readonly name: string
  readonly input: {
    readonly secret: Recipe
    readonly scopes?: readonly string[]
    readonly resources?: readonly string[]
    readonly expiresAt?: string
    /** Default `project:web`. */
    readonly domain?: string
    /** Default its provider's own; one, where it has none. */
    readonly destinations?: readonly string[]
    readonly twins?: readonly string[]
    /** Default today. */
    readonly lastUsedAt?: string
  }
  readonly expect: { readonly excess?: readonly string[] }
}

const vectors: readonly Vector[] = readdirSync(import.meta.dirname)
  .filter((name) => /^verdict.*\.vectors\.json$/.test(name))
  .flatMap((name) => JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')))

/** As `add` would keep it. */
function answer({ secret, scopes = [], resources = [], ...input }: Vector['input']) {
  const identity = identify(sampleSecret(secret), PROVIDERS)
  const own = identity.contents?.destinations ?? identity.provider?.destinations ?? []
  const reach = reachOf(identity, { scopes, resources: resources.map(parseResource) }, NOW.toISOString())
  const token: Token = {
    id: 'tok_0',
    name: 'sample',
    provider: identity.provider?.id ?? null,
    kind: identity.format?.kind ?? null,
    status: 'active',
    domain: parseDomain(input.domain ?? 'project:web'),
    destinations: input.destinations ?? (own.length > 0 ? own : ['api.x.example']),
    env: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: input.expiresAt ?? identity.expiresAt,
    rotatedAt: null,
    lastUsedAt: input.lastUsedAt ?? NOW.toISOString(),
    reach,
    fingerprint: null,
  }
  const circumstances = { now: NOW, twins: input.twins ?? [], provider: identity.provider }
  const { excess, findings, verdict } = assess(token, circumstances)
  // The short way to a verdict is another way through the same rules.
  expect(verdictOf(token, circumstances)).toBe(verdict)
  const { provider, kind } = token
  const { breadth, access } = reach
  const rules = findings.map(({ rule }) => rule)
  return { provider, kind, checksum: identity.checksum, breadth, access, verdict, rules, excess }
}

describe('the verdict', () => {
  it.each(vectors)('$name', ({ input, expect: expected }) => {
    const { excess, ...rest } = answer(input)
    expect(expected.excess === undefined ? rest : { ...rest, excess }).toEqual(expected)
  })
})
