import { introspectionOf } from '../src/core/providers/introspection/introspections.ts'
import { PROVIDERS } from '../src/core/providers/providers.ts'
import type { Provider } from '../src/core/token/provider.ts'

/** What stands around the table in the README. */
export const TABLE_MARKS = { begin: '<!-- providers: begin -->', end: '<!-- providers: end -->' } as const

// Kinds named one by one before the rest is counted.
const NAMED = 3

const HEAD = `| provider | forms | read offline | asked online | narrower |
|---|---|---|---|---|`

/** One row for each provider that Bulkhead knows, by name. */
export function providerTable(): string {
  const rows = PROVIDERS.toSorted((left, right) => left.name.localeCompare(right.name, 'en')).map(row)
  return [HEAD, ...rows].join('\n')
}

/**
 * A page with the table between its marks.
 *
 * @throws {TypeError} When the page has no marks.
 */
export function withProviderTable(page: string): string {
  const begin = page.indexOf(TABLE_MARKS.begin)
  const end = page.indexOf(TABLE_MARKS.end)
  if (begin < 0 || end < begin) throw new TypeError('the page has no marks for the table of providers')
  return `${page.slice(0, begin + TABLE_MARKS.begin.length)}\n${providerTable()}\n${page.slice(end)}`
}

const row = (provider: Provider): string =>
  `| ${[
    provider.name,
    forms(provider),
    readOffline(provider),
    introspectionOf(provider.id) === null ? '' : 'yes',
    `[page](${provider.links.narrower})`,
  ].join(' | ')} |`

function forms({ formats }: Provider): string {
  const kinds = [...new Set(formats.map(({ kind }) => kind))]
  const more = kinds.length - NAMED
  // One more is named as fast as counted.
  if (kinds.length === 0) return 'no form of its own'
  return more > 1 ? `${kinds.slice(0, NAMED).join(', ')} and ${more} more` : kinds.join(', ')
}

function readOffline({ formats, scopes }: Provider): string {
  return [
    ...(formats.some(({ read }) => read !== undefined) ? ['contents'] : []),
    ...(formats.some(({ checksum }) => checksum !== undefined) ? ['checksum'] : []),
    ...(formats.some(({ master }) => master) ? ['master keys'] : []),
    ...(scopes === undefined ? [] : ['scopes']),
  ].join(', ')
}
