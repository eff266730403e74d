import type { TokenView } from '../../contract/view.ts'
import { VERDICT_ORDER } from '../words/verdict-words.ts'
import { FILTERS, type FilterId, filtersOf } from './filters.ts'
import { haystackOf, wordsOf } from './haystack.ts'

/** A token with what searching and filtering need, worked out once. */
export interface TokenRow {
  readonly token: TokenView
  readonly haystack: string
  readonly filters: ReadonlySet<FilterId>
}

export type FilterCounts = Readonly<Record<FilterId, number>>

const collator = new Intl.Collator('en', { numeric: true })

/** Rows in the order of the list: most urgent verdict first, then by name. */
export function rowsOf(tokens: readonly TokenView[], now: Date): readonly TokenRow[] {
  const rank = new Map(VERDICT_ORDER.map((verdict, index) => [verdict, index]))
  const urgency = (token: TokenView): number => rank.get(token.verdict) ?? 0
  return [...tokens]
    .sort((a, b) => urgency(a) - urgency(b) || collator.compare(a.name, b.name))
    .map((token) => ({ token, haystack: haystackOf(token), filters: filtersOf(token, now) }))
}

/** How many rows each filter shows. */
export function countRows(rows: readonly TokenRow[]): FilterCounts {
  const counts = Object.fromEntries(FILTERS.map(({ id }) => [id, 0])) as Record<FilterId, number>
  for (const row of rows) for (const id of row.filters) counts[id] += 1
  return counts
}

/** The rows that a filter and a query leave, in order. */
export function selectRows(rows: readonly TokenRow[], filter: FilterId, query: string): readonly TokenRow[] {
  const words = wordsOf(query)
  if (filter === 'all' && words.length === 0) return rows
  return rows.filter((row) => row.filters.has(filter) && words.every((word) => row.haystack.includes(word)))
}
