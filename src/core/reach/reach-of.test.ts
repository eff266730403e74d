import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identify } from '../identify/identify.ts'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { type Recipe, sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import type { Declared } from '../token/reach.ts'
import { judge } from './assess.ts'
import { gradeScope } from './grade-scope.ts'
import { reachOf } from './reach-of.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const AT = '2026-11-24T10:00:00.000Z'
const NOTHING: Declared = { scopes: [], resources: [] }
const ORDER = ['unknown', 'resource', 'several', 'organisation', 'account']

const reach = (recipe: Recipe, declared: Partial<Declared> = {}) =>
  reachOf(identify(sampleSecret(recipe), PROVIDERS), { ...NOTHING, ...declared }, AT)

const RECIPES: readonly Recipe[] = [
  { text: 'ghp_{base62:36}' },
  { text: 'github_pat_{base62:82}' },
  { text: 'sk_live_{base62:24}' },
  { text: 'sk-ant-admin01-{base62:93}AA' },
  { text: 'cfk_{base62:40}{hex:8}' },
  { text: 'xoxp-{digits:12}-{base62:24}' },
  { pypi: [] },
  { pypi: [[1, ['web']]] },
  { jwt: { aud: '*', scope: 'x' } },
  { jwt: { aud: 'a', scope: 'read:x' } },
  { text: 'nobody knows {base62:20}' },
]

const declarations = fc.record({
  scopes: fc.array(
    fc.constantFrom('contents:read', 'contents:write', 'read', 'repo', 'api', 'frobnicate', 'charges:read'),
    { maxLength: 3 },
  ),
  resources: fc.array(
    fc.record({ kind: fc.constantFrom('repository', 'project'), name: fc.constantFrom('web', 'acme/api') }),
    { maxLength: 3 },
  ),
})

describe('reachOf', () => {
  it.each<[string, Recipe, string, string]>([
    ['Bitbucket’s workspace', { text: 'ATCTT3xFfGN0{base62:150}=0F1E2D3C' }, 'workspace', 'organisation'],
    ['HCP Terraform’s workspace', { text: '{base62:14}.atlasv1.{base62:67}' }, 'workspace', 'resource'],
    ['Azure’s subscription', { text: 'abc8Q~{base62:34}' }, 'subscription', 'account'],
    ['Tailscale’s tailnet', { text: 'tskey-client-{base62:12}CNTRL-{base62:32}' }, 'tailnet', 'organisation'],
  ])('takes %s for as much as it holds', (_, recipe, kind, breadth) => {
    expect(reach(recipe, { resources: [{ kind, name: 'acme' }], scopes: ['x:write'] }).breadth).toBe(breadth)
  })

  it('lets no declaration narrow what the text tells', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECIPES), declarations, (recipe, declared) => {
        const [own, joined] = [reach(recipe), reach(recipe, declared)]
        expect(ORDER.indexOf(joined.breadth)).toBeGreaterThanOrEqual(ORDER.indexOf(own.breadth))
        if (own.access === 'admin') expect(joined.access).toBe('admin')
        if (own.access === 'write') expect(['write', 'admin']).toContain(joined.access)
      }),
    )
  })

  it('lets no declaration make a god-level secret less', () => {
    const verdictOf = (recipe: Recipe, declared: Declared) => {
      const { provider, format, expiresAt } = identify(sampleSecret(recipe), PROVIDERS)
      return judge(
        { provider, format, expiresAt, reach: reach(recipe, declared), domain: null, destinations: null, twins: [] },
        new Date(AT),
      ).verdict
    }
    fc.assert(
      fc.property(fc.constantFrom(...RECIPES), declarations, (recipe, declared) => {
        if (verdictOf(recipe, NOTHING) === 'god') expect(verdictOf(recipe, declared)).toBe('god')
        if (verdictOf(recipe, NOTHING) === 'wide') expect(['wide', 'god']).toContain(verdictOf(recipe, declared))
      }),
    )
  })

  it('keeps no part of the secret in its evidence', () => {
    for (const recipe of RECIPES) {
      const secret = sampleSecret(recipe)
      const said = JSON.stringify(reach(recipe, { scopes: ['repo'] }))
      for (let at = 0; at + 16 <= secret.length; at++) expect(said).not.toContain(secret.slice(at, at + 16))
    }
  })

  it('says what it rests on', () => {
    const { evidence } = reach(
      { text: 'ghp_{base62:36}' },
      { scopes: ['repo'], resources: [{ kind: 'repository', name: 'acme/web' }] },
    )
    expect(evidence.map(({ source }) => source)).toEqual(['format', 'format', 'declared'])
    expect(evidence.every(({ at }) => at === AT)).toBe(true)
    expect(evidence[2]?.says).toBe('its owner says: the scopes repo and the resources repository acme/web')
  })

  it('names each scope and resource once', () => {
    const { scopes, resources } = reach(
      { jwt: { aud: 'a', scope: 'x' } },
      { scopes: ['x', 'y', 'y'], resources: [{ kind: 'audience', name: 'a' }] },
    )
    expect([scopes, resources]).toEqual([['x', 'y'], [{ kind: 'audience', name: 'a' }]])
  })
})

describe('gradeScope', () => {
  it.each([
    ['read', 'read'],
    ['repo:read', 'read'],
    ['read-only', 'read'],
    ['files.readonly', 'read'],
    ['openid', 'read'],
    ['User.Read', 'read'],
    ['GetObject', 'read'],
    ['write', 'write'],
    ['repo:write', 'write'],
    ['read_write', 'write'],
    ['ReadWrite', 'write'],
    ['s3:PutObject', 'write'],
    ['pull_and_push', 'write'],
    ['admin', 'admin'],
    ['admin:anything', 'admin'],
    ['S3FullAccess', 'admin'],
    ['role:ROLE_ADMIN', 'admin'],
    ['cluster-admin', 'admin'],
    ['*', 'admin'],
    ['orders:*', 'admin'],
    ['all', 'admin'],
    ['frobnicate', 'unknown'],
    ['thread', 'unknown'],
    ['spreadsheets', 'unknown'],
    ['', 'unknown'],
    ['__proto__', 'unknown'],
    ['constructor', 'unknown'],
  ])('reads %j as %s', (scope, access) => {
    expect(gradeScope(scope, null).access).toBe(access)
  })

  it('takes a scope of any text and length, quickly', () => {
    fc.assert(fc.property(fc.string(), (scope) => gradeScope(scope, null).access !== undefined))
    for (const unit of ['aB', ':', 'role:', 'A', 'admin']) {
      expect(cpuTime(() => gradeScope(unit.repeat(20_000), null))).toBeLessThan(50)
    }
  })
})
