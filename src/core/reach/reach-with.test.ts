import { describe, expect, it } from 'vitest'
import { identify } from '../identify/identify.ts'
import { sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Declared } from '../token/reach.ts'
import { judge } from './assess.ts'
import { reachWith } from './reach-with.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const NOTHING: Declared = { scopes: [], resources: [] }

const classic = identify(sampleSecret({ text: 'ghp_{base62:36}' }), PROVIDERS)
const fineGrained = identify(sampleSecret({ text: 'github_pat_{base62:22}_{base62:59}' }), PROVIDERS)
const master = identify(sampleSecret({ text: 'sk_live_{base62:24}' }), PROVIDERS)

const said = (more: Partial<Introspected>): Introspected => ({
  at: '2026-11-01T00:00:00.000Z',
  host: 'api.github.com',
  outcome: 'told',
  partial: false,
  account: 'octocat',
  scopes: null,
  resources: null,
  breadth: null,
  access: null,
  expiresAt: null,
  says: [],
  ...more,
})

const reach = (identity: typeof classic, introspected: Introspected | null, declared = NOTHING) =>
  reachWith(identity, declared, introspected, NOW.toISOString())

const verdict = (identity: typeof classic, introspected: Introspected | null, declared = NOTHING) =>
  judge(
    { ...identity, reach: reach(identity, introspected, declared), domain: null, destinations: null, twins: [] },
    NOW,
  ).verdict

const WEB = [{ kind: 'repository', name: 'acme/web' }]

describe('the reach of a token whose provider was asked', () => {
  it('is what it is offline when nobody was asked, or nothing was told', () => {
    expect(reach(classic, said({ outcome: 'silent', scopes: ['repo'] }))).toEqual(reach(classic, null))
  })

  it('keeps how far the form goes, and takes what it may do from the provider', () => {
    expect(reach(classic, said({ scopes: ['read:user'] }))).toMatchObject({ breadth: 'account', access: 'read' })
  })

  it('is not widened by scopes that its owner declared and the provider does not name', () => {
    expect(reach(classic, said({ scopes: ['read:user'] }), { scopes: ['admin:org'], resources: [] })).toMatchObject({
      access: 'read',
      scopes: ['read:user'],
    })
  })

  it('is not narrowed by resources that its owner declared and the provider does not name', () => {
    const wide = said({ breadth: 'account', access: 'write' })
    expect(reach(fineGrained, wide, { scopes: ['contents:read'], resources: WEB })).toMatchObject({
      breadth: 'account',
    })
    expect(verdict(fineGrained, wide, { scopes: ['contents:read'], resources: WEB })).toBe('god')
  })

  it('takes what the provider leaves open from its owner', () => {
    const named = said({ breadth: 'resource', resources: WEB })
    expect(verdict(fineGrained, named)).toBe('unknown')
    expect(verdict(fineGrained, named, { scopes: ['contents:read'], resources: [] })).toBe('scoped')
  })

  it('is unknown beside a scope that nobody knows', () => {
    expect(verdict(fineGrained, said({ breadth: 'resource', scopes: ['hyperdrive'] }))).toBe('unknown')
  })

  it('is still a master key’s, whatever the provider says', () => {
    expect(verdict(master, said({ breadth: 'resource', access: 'read' }))).toBe('god')
  })

  it.each([{ outcome: 'refused' }, { outcome: 'dead' }, { partial: true }] as const)(
    'is never narrow when %j',
    (more) => {
      const narrow = said({ breadth: 'resource', access: 'read', scopes: [], ...more })
      expect(reach(fineGrained, narrow).breadth).toBe('unknown')
      expect(verdict(fineGrained, narrow, { scopes: ['contents:read'], resources: WEB })).toBe('unknown')
    },
  )

  it('keeps the evidence of the text and of its owner, each with its time', () => {
    const { evidence } = reach(classic, said({ scopes: ['gist'], expiresAt: '2027-01-01T00:00:00.000Z' }), {
      scopes: ['repo'],
      resources: [],
    })
    expect(evidence.filter(({ source }) => source === 'declared')).toHaveLength(1)
    expect(evidence.filter(({ source }) => source === 'introspection')).toEqual(
      ['api.github.com knows it as octocat', 'it has the scopes gist', 'it ends at 2027-01-01T00:00:00.000Z'].map(
        (says) => ({
          source: 'introspection',
          says,
          at: '2026-11-01T00:00:00.000Z',
        }),
      ),
    )
  })
})
