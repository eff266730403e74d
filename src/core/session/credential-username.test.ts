import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
import { UNKNOWN_REACH } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { usernameFor } from './credential-username.ts'

const tokenOf = (provider: string | null, kind: string | null, account?: string): Token => ({
  id: 'tok_1',
  name: 'x',
  provider,
  kind,
  status: 'active',
  domain: { kind: 'project', name: 'web' },
  destinations: [],
  env: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  rotatedAt: null,
  lastUsedAt: null,
  reach: { ...UNKNOWN_REACH, resources: account === undefined ? [] : [{ kind: 'account', name: account }] },
  fingerprint: null,
})

const KINDS = [
  ['github', 'fine-grained PAT', 'x-access-token'],
  ['gitlab', 'access token', 'oauth2'],
  ['gitlab', 'CI job token', 'gitlab-ci-token'],
  ['bitbucket', 'access token', 'x-token-auth'],
  ['pypi', null, '__token__'],
  ['gcp', 'service account key', '_json_key'],
  ['gcp', 'OAuth access token', 'oauth2accesstoken'],
  ['aws', null, 'AWS'],
  [null, null, 'token'],
] as const

describe('usernameFor', () => {
  it.each([
    ['gitlab', 'deploy token'],
    ['bitbucket', 'app password'],
    ['dockerhub', 'personal access token'],
  ])('does not make up the account of a %s %s', (provider, kind) => {
    expect(() => usernameFor(tokenOf(provider, kind), null)).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(usernameFor(tokenOf(provider, kind, 'ada'), null)).toBe('ada')
    expect(usernameFor(tokenOf(provider, kind), 'bob')).toBe('bob')
  })

  it.each(KINDS)('signs in with a token of %s (%s) as %s', (provider, kind, username) => {
    expect(usernameFor(tokenOf(provider, kind), null)).toBe(username)
  })

  it('speaks of providers and kinds that there are', () => {
    for (const [id, kind] of KINDS) {
      const provider = PROVIDERS.find((one) => one.id === id)
      if (id !== null) expect(provider, id).toBeDefined()
      if (kind !== null) expect(provider?.formats.map((format) => format.kind)).toContain(kind)
    }
  })
})
