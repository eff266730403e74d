import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDERS, providerById } from '../providers/providers.ts'
import type { Token } from '../token/token.ts'
import { verdictOf } from './assess.ts'
import { decidingFinding } from './deciding-finding.ts'
import { PADDED, WRONG_CHECKSUM } from './evidence-of.ts'
import { judged, NOW, reaching, TOKEN } from './testing/judged-token.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const OLD = '2025-01-01T00:00:00.000Z'

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
