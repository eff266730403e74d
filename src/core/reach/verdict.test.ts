import { describe, expect, it } from 'vitest'
import { identify } from '../identify/identify.ts'
import { type Recipe, sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { parseResource } from '../token/parse-resource.ts'
import type { Token } from '../token/token.ts'
import { assess } from './assess.ts'
import { reachOf } from './reach-of.ts'
import vectors from './verdict.vectors.json' with { type: 'json' }

const NOW = new Date('2026-11-24T10:00:00.000Z')

interface Input {
  readonly secret: Recipe
  readonly scopes?: readonly string[]
  readonly resources?: readonly string[]
  readonly expiresAt?: string
  readonly destinations?: readonly string[]
}

/** As `add` would keep it: domain project:web, one destination unless the vector says otherwise. */
function answer({ secret, scopes = [], resources = [], expiresAt, destinations = ['api.x.example'] }: Input) {
  const identity = identify(sampleSecret(secret), PROVIDERS)
  const reach = reachOf(identity, { scopes, resources: resources.map(parseResource) }, NOW.toISOString())
  const token: Token = {
    id: 'tok_0',
    name: 'sample',
    provider: identity.provider?.id ?? null,
    kind: identity.format?.kind ?? null,
    status: 'active',
    domain: { kind: 'project', name: 'web' },
    destinations,
    env: null,
    createdAt: NOW.toISOString(),
    expiresAt: expiresAt ?? identity.expiresAt,
    rotatedAt: null,
    lastUsedAt: null,
    reach,
    fingerprint: null,
  }
  const { findings, verdict } = assess(token, { now: NOW, twins: [], provider: identity.provider })
  const { provider, kind } = token
  const { breadth, access } = reach
  const { checksum } = identity
  return { provider, kind, checksum, breadth, access, verdict, rules: findings.map(({ rule }) => rule) }
}

describe('the verdict', () => {
  it.each(vectors)('$name', ({ input, expect: expected }) => {
    expect(answer(input as Input)).toEqual(expected)
  })
})
