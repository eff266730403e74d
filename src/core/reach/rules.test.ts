import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
import type { Token } from '../token/token.ts'
import { PADDED, WRONG_CHECKSUM } from './evidence-of.ts'
import { RULES } from './rules.ts'
import { judged, NOW, reaching } from './testing/judged-token.ts'

const OLD = '2025-01-01T00:00:00.000Z'

/** The rules of every provider; a provider's own are tried with it. */
const fired = (changes: Partial<Token>, twins?: string[]) =>
  judged(changes, twins).findings.flatMap(({ rule, severity }) => (rule < 'BH100' ? `${rule} ${severity}` : []))

describe('the rules', () => {
  it('have ids of their own, that never meet a provider’s', () => {
    const ids = [...RULES, ...PROVIDERS.flatMap(({ rules = [] }) => rules)].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^BH\d{3}$/)
  })

  it('are silent about a token that fits its domain', () => {
    expect(judged({})).toEqual({ excess: [], findings: [], verdict: 'scoped' })
  })

  it.each<[string, Partial<Token>, string[]]>([
    ['no destination', { destinations: [] }, ['BH001 wide']],
    [
      'no destination and nothing known',
      { destinations: [], ...reaching({ breadth: 'unknown', access: 'unknown', scopes: [] }) },
      ['BH001 note', 'BH013 note'],
    ],
    [
      'a master key, even if its reach was kept as unknown',
      { provider: 'stripe', kind: 'live secret key', ...reaching({ breadth: 'unknown', access: 'unknown' }) },
      ['BH002 god', 'BH013 note', 'BH014 note'],
    ],
    [
      'administration of an organisation',
      reaching({ breadth: 'organisation', access: 'admin', scopes: ['admin:org'] }),
      ['BH003 god', 'BH007 wide'],
    ],
    [
      'a scope that administers an organisation beside a wider account',
      reaching({ breadth: 'account', access: 'admin', scopes: ['admin:org', 'repo'] }),
      ['BH003 god', 'BH004 god', 'BH007 wide'],
    ],
    [
      'writing to an account',
      { expiresAt: '2027-11-01T00:00:00.000Z', ...reaching({ breadth: 'account', access: 'write' }) },
      ['BH004 god'],
    ],
    [
      'administering an account',
      { expiresAt: '2027-11-01T00:00:00.000Z', ...reaching({ breadth: 'account', access: 'admin' }) },
      ['BH004 god'],
    ],
    [
      'writing to an organisation',
      { expiresAt: '2027-11-01T00:00:00.000Z', ...reaching({ breadth: 'organisation', access: 'write' }) },
      ['BH005 god'],
    ],
    [
      'a wildcard audience',
      reaching({ breadth: 'account', resources: [{ kind: 'audience', name: '*' }] }),
      ['BH006 god', 'BH012 wide'],
    ],
    [
      'a wildcard resource',
      reaching({ breadth: 'account', resources: [{ kind: 'repository', name: 'acme/*' }] }),
      ['BH006 god', 'BH012 wide'],
    ],
    [
      'a wildcard scope',
      reaching({ breadth: 'account', access: 'admin', scopes: ['repo:*'] }),
      ['BH004 god', 'BH006 god', 'BH007 wide'],
    ],
    [
      'a scope called everything',
      reaching({ breadth: 'account', access: 'admin', scopes: ['full_access'] }),
      ['BH004 god', 'BH006 god', 'BH007 wide'],
    ],
    ['writing without an end', reaching({ access: 'write', scopes: ['contents:write'] }), ['BH007 wide']],
    [
      'writing without an end that the provider sets',
      { kind: 'app installation token', ...reaching({ access: 'write', scopes: ['contents:write'] }) },
      [],
    ],
    ['an end that has come', { expiresAt: NOW.toISOString() }, ['BH008 note']],
    ['an end within a week', { expiresAt: '2026-12-01T10:00:00.000Z' }, ['BH009 note']],
    ['an end in a week and a moment', { expiresAt: '2026-12-01T10:00:00.001Z' }, []],
    ['a wrong checksum', reaching({ evidence: [{ source: 'format', says: WRONG_CHECKSUM, at: '' }] }), ['BH011 note']],
    [
      'a declaration that says the words of a wrong checksum',
      reaching({ evidence: [{ source: 'declared', says: WRONG_CHECKSUM, at: '' }] }),
      [],
    ],
    ['reading an account', reaching({ breadth: 'account' }), ['BH012 wide']],
    ['reading an organisation', reaching({ breadth: 'organisation' }), ['BH012 wide']],
    [
      'an account, in a way nobody knows',
      reaching({ breadth: 'account', access: 'unknown', scopes: [] }),
      ['BH012 wide', 'BH013 note'],
    ],
    [
      'a host that is not its provider’s',
      { provider: 'stripe', kind: null, destinations: ['api.stripe.example'] },
      ['BH014 note'],
    ],
    [
      'this machine in place of its provider',
      { provider: 'stripe', kind: null, destinations: ['http://localhost:8080'] },
      ['BH014 note'],
    ],
    [
      'no host but those under its provider’s',
      {
        provider: 'stripe',
        kind: null,
        destinations: ['GET files.stripe.com/v1/**', 'stripe.com', 'api.stripe.com:8443 via bearer'],
      },
      [],
    ],
    [
      'a host that only ends like its provider’s',
      { provider: 'stripe', kind: null, destinations: ['evilstripe.com'] },
      ['BH014 note'],
    ],
    ['90 days without use', { createdAt: OLD, lastUsedAt: '2026-08-26T10:00:00.000Z' }, ['BH015 note']],
    ['90 days without use but a moment', { createdAt: OLD, lastUsedAt: '2026-08-26T10:00:00.001Z' }, []],
    ['90 days in which it was never used', { createdAt: OLD }, ['BH015 note']],
    ['no use since a rotation of today', { createdAt: OLD, rotatedAt: NOW.toISOString() }, []],
    [
      'one repository that is not called like its project',
      reaching({ resources: [{ kind: 'repository', name: 'acme/api' }] }),
      ['BH017 note'],
    ],
    [
      'writing for more than a year',
      { expiresAt: '2027-11-25T10:00:00.001Z', ...reaching({ access: 'write' }) },
      ['BH018 note'],
    ],
    ['writing for a year', { expiresAt: '2027-11-25T10:00:00.000Z', ...reaching({ access: 'write' }) }, []],
    ['reading for ever and a day', { expiresAt: '2099-01-01T00:00:00.000Z' }, []],
    [
      'administering one thing',
      { expiresAt: '2027-01-01T00:00:00.000Z', ...reaching({ access: 'admin' }) },
      ['BH019 note'],
    ],
    [
      'administering several things',
      { expiresAt: '2027-01-01T00:00:00.000Z', ...reaching({ access: 'admin', breadth: 'several' }) },
      ['BH019 wide'],
    ],
    [
      'text that is cut',
      reaching({ evidence: [{ source: 'format', says: `it begins like a token, ${PADDED}`, at: '' }] }),
      ['BH020 note'],
    ],
    ['a scope nobody knows', reaching({ scopes: ['contents:read', 'frobnicate'] }), ['BH013 note']],
    ['access nobody knows', reaching({ access: 'unknown', scopes: [] }), ['BH013 note']],
  ])('fire on %s', (_, changes, findings) => {
    expect(fired(changes)).toEqual(findings)
  })

  it('fire on the same secret under another name', () => {
    expect(judged({}, ['github-old']).findings).toMatchObject([
      { rule: 'BH010', severity: 'wide', why: expect.stringMatching(/^github-old holds/) },
    ])
    expect(judged({}, ['a', 'b']).findings[0]?.why).toMatch(/^a, b hold /)
  })

  it('each say why and what to do, with a page of the provider or a general one', () => {
    const changes = {
      destinations: [],
      ...reaching({ breadth: 'account', access: 'admin', scopes: ['admin:org', '*', 'x'] }),
    } as const
    for (const provider of ['github', 'nobody', null]) {
      for (const { title, why, remedy } of judged({ ...changes, provider }).findings) {
        for (const text of [title, why, remedy.text]) expect(text).toMatch(/^\S.{5,300}[^.!]$/)
        expect(new URL(remedy.url).protocol).toBe('https:')
        if (provider === 'github') expect(new URL(remedy.url).host).toBe('github.com')
      }
    }
  })
})
