import type { TokenView } from '../../contract/view.ts'
import { DAY } from '../words/times.ts'

export type FilterId = 'all' | 'god' | 'wide' | 'unknown' | 'scoped' | 'unused' | 'expiring' | 'twice' | 'quarantined'

interface Filter {
  readonly id: FilterId
  /** On its chip. */
  readonly label: string
  /** Always shown as a chip, also when nothing matches. */
  readonly pinned: boolean
  readonly test: (token: TokenView, now: Date) => boolean
}

/** The rule that fires on a secret stored under two names. */
const STORED_TWICE = 'BH010'
const SOON = 14 * DAY
const LONG = 90 * DAY

/** Expires within 14 days, or has. */
const isExpiring = ({ expiresAt }: TokenView, now: Date): boolean =>
  expiresAt !== null && Date.parse(expiresAt) - now.getTime() < SOON

/** Not used for 90 days, or never used and older than that. */
const isUnused = ({ lastUsedAt, createdAt }: TokenView, now: Date): boolean =>
  now.getTime() - Date.parse(lastUsedAt ?? createdAt) > LONG

export const FILTERS: readonly Filter[] = [
  { id: 'all', label: 'All', pinned: true, test: () => true },
  { id: 'god', label: 'God', pinned: true, test: ({ verdict }) => verdict === 'god' },
  { id: 'wide', label: 'Wide', pinned: true, test: ({ verdict }) => verdict === 'wide' },
  { id: 'unknown', label: 'Unknown', pinned: true, test: ({ verdict }) => verdict === 'unknown' },
  { id: 'unused', label: 'Unused', pinned: true, test: isUnused },
  { id: 'scoped', label: 'Scoped', pinned: false, test: ({ verdict }) => verdict === 'scoped' },
  { id: 'expiring', label: 'Expiring', pinned: false, test: isExpiring },
  {
    id: 'twice',
    label: 'Stored twice',
    pinned: false,
    test: ({ findings }) => findings.some(({ rule }) => rule === STORED_TWICE),
  },
  { id: 'quarantined', label: 'Quarantined', pinned: false, test: ({ status }) => status === 'quarantined' },
]

/** The filters that hold for a token, found once when the list is read. */
export const filtersOf = (token: TokenView, now: Date): ReadonlySet<FilterId> =>
  new Set(FILTERS.filter(({ test }) => test(token, now)).map(({ id }) => id))
