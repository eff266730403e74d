import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDERS, providerById } from '../providers/providers.ts'
import type { Reach } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { assess, verdictOf } from './assess.ts'
import { decidingFinding } from './deciding-finding.ts'
import { PADDED, WRONG_CHECKSUM } from './evidence-of.ts'
import { NAMED_RESOURCES } from './excess-of.ts'
import { RULES } from './rules.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const OLD = '2025-01-01T00:00:00.000Z'

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

describe('the verdict', () => {
  it.each<[string, Partial<Token>]>([
    ['breadth', reaching({ breadth: 'unknown' })],
    ['access', reaching({ access: 'unknown' })],
    ['one scope', reaching({ scopes: ['frobnicate'] })],
    ['whether it is a typo', reaching({ evidence: [{ source: 'format', says: WRONG_CHECKSUM, at: '' }] })],
    ['where it was cut', reaching({ evidence: [{ source: 'format', says: `x ${PADDED}`, at: '' }] })],
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

  it('names the rule that it rests on, and none for scoped', () => {
    const decider = (changes: Partial<Token>) => {
      const { findings, verdict } = judged(changes)
      return decidingFinding(findings, verdict)?.rule ?? null
    }
    expect(decider({})).toBe(null)
    expect(decider({ expiresAt: NOW.toISOString() })).toBe(null)
    expect(decider({ destinations: [] })).toBe('BH001')
    expect(decider({ destinations: [], ...reaching({ breadth: 'unknown' }) })).toBe('BH013')
    expect(decider(reaching({ evidence: [{ source: 'format', says: WRONG_CHECKSUM, at: '' }] }))).toBe('BH011')
    expect(decider(reaching({ breadth: 'account', access: 'write' }))).toBe('BH004')
  })

  it('is the same by the short way, and never scoped where anything is unknown, whatever is combined', () => {
    const provider = fc.constantFrom(...PROVIDERS.map(({ id }) => id), null, 'nobody')
    const resource = fc.record({
      kind: fc.constantFrom('repository', 'organisation', 'account', 'audience', 'bucket', 'x'),
      name: fc.constantFrom('acme/web', 'acme/api', 'web', '*', 'acme/*', '7', 'https://api.x.example', ''),
    })
    const scope = fc.oneof(
      fc.string(),
      fc.constantFrom('*', 'repo', 'api', 'admin:org', 'read:x', 'write:x', 'sudo', 'all'),
    )
    const text = fc.constantFrom('x', WRONG_CHECKSUM, `x ${PADDED}`)
    const reach = fc.record({
      breadth: fc.constantFrom('resource', 'several', 'organisation', 'account', 'unknown'),
      access: fc.constantFrom('read', 'write', 'admin', 'unknown'),
      resources: fc.array(resource, { maxLength: 4 }),
      scopes: fc.array(scope, { maxLength: 4 }),
      evidence: fc.array(
        fc.record({ source: fc.constantFrom('format', 'declared'), says: text, at: fc.constant('') }),
        {
          maxLength: 3,
        },
      ),
    })
    const changes = fc.record({
      provider,
      reach,
      kind: fc.constantFrom('classic PAT', 'live secret key', null),
      domain: fc.record({
        kind: fc.constantFrom('project', 'service', 'dataset'),
        name: fc.constantFrom('web', 'acme-eu'),
      }),
      destinations: fc.subarray([
        'api.github.com',
        'api.x.example/repos/acme/web/**',
        'http://localhost:1',
        '*.*.odd.example',
      ]),
      expiresAt: fc.constantFrom(
        null,
        OLD,
        '2026-11-26T00:00:00.000Z',
        '2027-03-01T00:00:00.000Z',
        '2099-01-01T00:00:00.000Z',
      ),
      lastUsedAt: fc.constantFrom(null, OLD),
    })
    fc.assert(
      fc.property(changes, fc.subarray(['twin']), (changes, twins) => {
        const token = { ...TOKEN, ...(changes as Partial<Token>) }
        const { excess, verdict } = judged(changes as Partial<Token>, twins)
        expect(verdictOf(token, { now: NOW, twins, provider: providerById(token.provider) })).toBe(verdict)
        const { breadth, access, evidence } = token.reach
        const isOpen =
          breadth === 'unknown' ||
          access === 'unknown' ||
          evidence.some(({ source, says }) => source === 'format' && says !== 'x')
        if (isOpen) expect(verdict).not.toBe('scoped')
        if (breadth === 'account' || breadth === 'organisation') expect(excess).not.toEqual([])
        if (excess.length > 0) expect(['wide', 'god']).toContain(verdict)
      }),
      { numRuns: 3000 },
    )
  })
})

const repositories = (...names: string[]): Partial<Reach> => ({
  breadth: names.length > 1 ? 'several' : 'resource',
  resources: names.map((name) => ({ kind: 'repository', name })),
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
      'an account by name',
      reaching({ breadth: 'account', scopes: [], resources: [{ kind: 'account', name: 'acme' }] }),
      ['can read everything of the account acme; its domain is the project web'],
    ],
    [
      'what a wildcard covers',
      reaching({ breadth: 'account', scopes: [], resources: [{ kind: 'repository', name: 'acme/*' }] }),
      [
        'can read everything of its account; its domain is the project web',
        'can read every repository acme/*; its domain is the project web',
      ],
    ],
    [
      'both beside the one that is the project',
      reaching(repositories('acme/api', 'acme/web', 'acme/docs')),
      [
        'can read the repository acme/api; its domain is the project web',
        'can read the repository acme/docs; its domain is the project web',
      ],
    ],
    [
      'one that is only called a little like the project, beside the one that is',
      reaching(repositories('acme/web', 'acme/web-docs')),
      ['can read the repository acme/web-docs; its domain is the project web'],
    ],
    [
      'none of those that are all called a little like the project',
      reaching(repositories('acme/web-ui', 'acme/web-docs')),
      [],
    ],
    [
      'all of several, where the project is none of them',
      reaching(repositories('acme/a', 'acme/b')),
      [
        'can read the repository acme/a; its domain is the project web',
        'can read the repository acme/b; its domain is the project web',
      ],
    ],
    ['nothing of several that are only numbers', reaching(repositories('1', '2')), []],
    [
      'a neighbour of the one that a destination names',
      { destinations: ['GET api.github.com/repos/acme/shop/**'], ...reaching(repositories('acme/api')) },
      ['can read the repository acme/api; its domain is the project web'],
    ],
    [
      'the tables of another customer',
      {
        domain: { kind: 'dataset', name: 'acme-eu' },
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'table', name: 'acme_eu' },
            { kind: 'table', name: 'globex_us' },
          ],
        }),
      },
      ['can read the table globex_us; its domain is the dataset acme-eu'],
    ],
    [
      'the audience where it may not go beside the one where it may',
      {
        provider: 'jwt',
        destinations: ['api.x.example'],
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'audience', name: 'https://api.x.example/v1' },
            { kind: 'audience', name: 'https://api.y.example' },
          ],
        }),
      },
      ['can read the audience https://api.y.example; its domain is the project web'],
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

  it('of 300 resources is 12 sentences and a number, and found fast', () => {
    const names = Array.from({ length: 300 }, (_, index) => `acme/${index === 7 ? 'web' : `r${index}`}`)
    const sentences = excess(reaching(repositories(...names)))
    expect(sentences).toHaveLength(NAMED_RESOURCES + 1)
    expect(sentences.at(-1)).toBe('can read 287 more resources; its domain is the project web')
    expect(judged(reaching(repositories(...names))).findings[0]?.why.length).toBeLessThan(300)
  })
})
