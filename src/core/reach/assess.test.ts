import { describe, expect, it } from 'vitest'
import { PROVIDERS, providerById } from '../providers/providers.ts'
import type { Reach } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { assess } from './assess.ts'
import { WRONG_CHECKSUM } from './evidence-of.ts'
import { RULES } from './rules.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const SCOPED: Reach = {
  breadth: 'resource',
  access: 'read',
  resources: [{ kind: 'repository', name: 'acme/web' }],
  scopes: ['contents:read'],
  evidence: [],
}

const TOKEN: Token = {
  id: 'tok_0',
  name: 'github-web',
  provider: 'github',
  kind: 'fine-grained PAT',
  status: 'active',
  domain: { kind: 'project', name: 'web' },
  destinations: ['api.github.com'],
  env: 'GITHUB_TOKEN',
  createdAt: NOW.toISOString(),
  expiresAt: null,
  rotatedAt: null,
  lastUsedAt: null,
  reach: SCOPED,
  fingerprint: null,
}

const judged = (changes: Partial<Token>, twins: string[] = []) => {
  const token = { ...TOKEN, ...changes }
  return assess(token, { now: NOW, twins, provider: providerById(token.provider) })
}

const reaching = (changes: Partial<Reach>): Partial<Token> => ({ reach: { ...SCOPED, ...changes } })

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

describe('the verdict', () => {
  it.each<[string, Partial<Token>]>([
    ['breadth', reaching({ breadth: 'unknown' })],
    ['access', reaching({ access: 'unknown' })],
    ['one scope', reaching({ scopes: ['frobnicate'] })],
    [
      'anything',
      { provider: null, kind: null, ...reaching({ breadth: 'unknown', access: 'unknown', scopes: [], resources: [] }) },
    ],
  ])('is unknown, never scoped, when nobody knows %s', (_, changes) => {
    expect(judged(changes).verdict).toBe('unknown')
  })

  it('puts the most severe finding first, then goes by id', () => {
    const { findings, verdict } = judged(
      { destinations: [], expiresAt: NOW.toISOString(), ...reaching({ breadth: 'account', access: 'write' }) },
      ['twin'],
    )
    expect(findings.map(({ rule }) => rule)).toEqual(['BH004', 'BH001', 'BH010', 'BH008'])
    expect(verdict).toBe('god')
  })
})

describe('the excess', () => {
  const excess = (changes: Partial<Token>) => judged(changes).excess

  it.each<[string, Partial<Token>, string[]]>([
    [
      'an account',
      reaching({ breadth: 'account', access: 'write', scopes: [] }),
      ['can read and write everything of its account; its domain is the project web'],
    ],
    [
      'an organisation by name',
      reaching({
        breadth: 'organisation',
        access: 'admin',
        scopes: [],
        resources: [{ kind: 'organisation', name: 'acme' }],
      }),
      ['can administer the organisation acme; its domain is the project web'],
    ],
    [
      'an organisation without a name',
      reaching({ breadth: 'organisation', scopes: [] }),
      ['can read a whole organisation; its domain is the project web'],
    ],
    [
      'scopes in words',
      reaching({ breadth: 'account', access: 'write', scopes: ['workflow'] }),
      [
        'can read and write everything of its account; its domain is the project web',
        'can change workflows everywhere it can write; its domain is the project web',
      ],
    ],
    [
      'the resources beside the domain’s own',
      reaching({
        breadth: 'several',
        resources: [
          { kind: 'repository', name: 'acme/web' },
          { kind: 'repository', name: 'acme/api' },
        ],
      }),
      ['can read the repository acme/api; its domain is the project web'],
    ],
    [
      'the resources beside the one that a destination names',
      {
        domain: { kind: 'service', name: 'ci' },
        destinations: ['api.github.com/repos/acme/web/**'],
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'repository', name: 'acme/web' },
            { kind: 'repository', name: 'acme/api' },
          ],
        }),
      },
      ['can read the repository acme/api; its domain is the service ci'],
    ],
    [
      'nothing where the domain names none of them',
      {
        domain: { kind: 'service', name: 'billing' },
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'repository', name: 'acme/a' },
            { kind: 'repository', name: 'acme/b' },
          ],
        }),
      },
      [],
    ],
    [
      'nothing of a scope’s usual breadth where less is known',
      { provider: 'gitlab', ...reaching({ access: 'write', scopes: ['api'] }) },
      [],
    ],
  ])('names %s', (_, changes, sentences) => {
    expect(excess(changes)).toEqual(sentences)
  })
})
