import { describe, expect, it } from 'vitest'
import { countRows, rowsOf, selectRows } from './token-rows.ts'
import { tokenWith } from './token-with.ts'

const now = new Date('2026-06-15T12:00:00.000Z')

const tokens = [
  tokenWith({
    name: 'sentry-web',
    provider: 'sentry',
    providerName: 'Sentry',
    verdict: 'scoped',
    lastUsedAt: '2026-06-14T00:00:00.000Z',
  }),
  tokenWith({
    name: 'legacy',
    provider: null,
    providerName: null,
    verdict: 'unknown',
    createdAt: '2025-01-01T00:00:00.000Z',
  }),
  tokenWith({ name: 'gh-release-10', provider: 'github', verdict: 'god', expiresAt: '2026-06-20T00:00:00.000Z' }),
  tokenWith({
    name: 'gh-release-9',
    provider: 'github',
    verdict: 'god',
    domain: { kind: 'service', name: 'billing' },
    destinations: ['api.github.com/repos/acme/web/**'],
    reach: { breadth: 'several', access: 'write', resources: [], scopes: ['admin:org'], evidence: [] },
  }),
]
const rows = rowsOf(tokens, now)
const names = (filter: Parameters<typeof selectRows>[1], query: string): readonly string[] =>
  selectRows(rows, filter, query).map(({ token }) => token.name)

describe('the list of tokens', () => {
  it('is ordered by urgency, then by name with numbers as numbers', () => {
    expect(names('all', '')).toEqual(['gh-release-9', 'gh-release-10', 'legacy', 'sentry-web'])
  })

  it.each([
    ['by name', 'SENTRY-w', ['sentry-web']],
    ['by provider as it writes itself', 'GitHub', ['gh-release-9', 'gh-release-10']],
    ['by domain', 'service:billing', ['gh-release-9']],
    ['by host', 'api.github.com', ['gh-release-9']],
    ['by scope', 'admin:org', ['gh-release-9']],
    ['by all words of a query', 'github billing', ['gh-release-9']],
    ['nothing when a word is missing', 'github nowhere', []],
  ])('finds %s', (_what, query, found) => {
    expect(names('all', query)).toEqual(found)
  })

  it('filters and searches at once', () => {
    expect(names('expiring', 'github')).toEqual(['gh-release-10'])
    expect(names('expiring', 'sentry')).toEqual([])
  })

  it('counts each filter over all rows', () => {
    expect(countRows(rows)).toMatchObject({ all: 4, god: 2, wide: 0, unknown: 1, scoped: 1, unused: 1, expiring: 1 })
  })
})
