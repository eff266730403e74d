import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Recipe, sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { isName } from '../token/domain.ts'
import { judge } from './assess.ts'
import { inspect } from './inspect.ts'
import { reachOf } from './reach-of.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const NOW = new Date('2026-11-24T10:00:00.000Z')

const look = (recipe: Recipe) => inspect(sampleSecret(recipe), PROVIDERS, NOW)

describe('inspect', () => {
  it('does not call text safe that it does not know', () => {
    expect(look({ text: 'hunter2' })).toMatchObject({
      provider: null,
      kind: null,
      checksum: 'none',
      expiresAt: null,
      reach: { breadth: 'unknown', access: 'unknown', resources: [], scopes: [], evidence: [] },
      findings: [{ rule: 'BH013', severity: 'note' }],
      verdict: 'unknown',
      destinations: [],
      env: null,
      name: 'token',
    })
  })

  it('calls no form safe that does not itself tell that it only reads one thing', () => {
    const safe = PROVIDERS.flatMap((provider) =>
      provider.formats.flatMap((format) => {
        const identity = {
          provider,
          format,
          resembles: null,
          checksum: 'none',
          contents: null,
          expiresAt: null,
        } as const
        const reach = reachOf(identity, { scopes: [], resources: [] }, NOW.toISOString())
        const { verdict } = judge({ ...identity, reach, domain: null, destinations: null, twins: [] }, NOW)
        return verdict === 'scoped' ? [`${provider.id} ${format.kind}`] : []
      }),
    )
    expect(safe.sort()).toEqual([
      'braintree sandbox tokenization key',
      'braintree tokenization key',
      'launchdarkly SDK key',
      'launchdarkly mobile key',
      'mailgun public validation key',
      'postman collection access key',
      'stripe publishable key',
    ])
  })

  it('calls nothing safe that is a known secret with a change in it', () => {
    const secrets = [
      { text: 'ghp_{base62:36}' },
      { text: 'sk_live_{base62:24}' },
      { text: 'glpat-{base62:20}' },
      { pypi: [] },
      { jwt: { aud: '*' } },
    ].map(sampleSecret)
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.nat(),
        fc.string({ maxLength: 3 }),
        fc.nat(3),
        (secret, place, text, cut) => {
          const at = place % secret.length
          const changed = secret.slice(0, at) + text + secret.slice(at + cut)
          expect(inspect(changed, PROVIDERS, NOW).verdict).not.toBe('scoped')
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('suggests what add would take', () => {
    expect(look({ text: 'ghp_{base62:36}' })).toMatchObject({
      provider: 'github',
      kind: 'classic PAT',
      checksum: 'wrong',
      destinations: ['api.github.com', 'uploads.github.com', 'github.com', 'ghcr.io'],
      env: 'GITHUB_TOKEN',
      name: 'github',
    })
    expect(look({ text: 'sk_live_{base62:24}' })).toMatchObject({
      verdict: 'god',
      env: 'STRIPE_API_KEY',
      name: 'stripe-live',
    })
  })

  it('suggests the audience of a JWT as its destination, if the policy takes it', () => {
    const aud = [
      'https://api.x.example/v1',
      'https://api.x.example',
      'urn:x',
      'http://api.y.example',
      'https://*.com',
      'https://169.254.169.254',
      'https://a@b.example',
    ]
    expect(look({ jwt: { aud } }).destinations).toEqual(['api.x.example'])
  })

  it('tells the expiry of a JWT', () => {
    expect(look({ jwt: { exp: 1893456000 } }).expiresAt).toBe('2030-01-01T00:00:00.000Z')
  })

  it('suggests a name that add takes, for every form', () => {
    for (const { id, formats } of PROVIDERS) {
      for (const { suffix } of formats) expect(isName(suffix === undefined ? id : `${id}-${suffix}`)).toBe(true)
    }
  })

  it('holds no part of the secret', () => {
    const secret = sampleSecret({ text: 'sk-ant-api03-{base62:93}AA' })
    const said = JSON.stringify(inspect(secret, PROVIDERS, NOW))
    for (let at = 0; at + 12 <= secret.length; at++) expect(said).not.toContain(secret.slice(at, at + 12))
  })
})
