import { createStore } from 'zustand/vanilla'
import type { Failure, Result, TokenView } from '../../contract/view.ts'
import type { FilterId } from '../tokens/filters.ts'
import { countRows, type FilterCounts, rowsOf, selectRows, type TokenRow } from '../tokens/token-rows.ts'
import { createReading, type Reading } from './reading.ts'

interface TokenList {
  readonly rows: readonly TokenRow[]
  readonly counts: FilterCounts
  readonly phase: Reading<unknown>['phase']
  readonly failure: Failure | null
  readonly query: string
  readonly filter: FilterId
  readonly selectedId: string | null
  readonly load: () => Promise<void>
  readonly search: (query: string) => void
  /** Shows what a filter leaves, with nothing searched, and selects its first row when the selected one is not in it. */
  readonly show: (filter: FilterId) => void
  readonly select: (id: string) => void
}

const holds = (rows: readonly TokenRow[], id: string | null): boolean => rows.some(({ token }) => token.id === id)

/** The tokens, and what of them is searched, filtered and selected. */
export function createTokenListStore(list: () => Promise<Result<readonly TokenView[]>>, now: () => Date) {
  const reading = createReading<readonly TokenView[]>([], list)
  return createStore<TokenList>()((set, get) => ({
    rows: [],
    counts: countRows([]),
    phase: 'waiting',
    failure: null,
    query: '',
    filter: 'all',
    selectedId: null,
    load: async () => {
      await reading.getState().load()
      const { value, phase, failure } = reading.getState()
      const rows = rowsOf(value, now())
      const { selectedId } = get()
      const first = rows[0]?.token.id ?? null
      set({
        rows,
        counts: countRows(rows),
        phase,
        failure,
        selectedId: holds(rows, selectedId) ? selectedId : first,
      })
    },
    search: (query) => set({ query }),
    show: (filter) => {
      const { rows, selectedId } = get()
      const shown = selectRows(rows, filter, '')
      const stays = holds(shown, selectedId)
      set({ filter, query: '', selectedId: stays ? selectedId : (shown[0]?.token.id ?? null) })
    },
    select: (selectedId) => set({ selectedId }),
  }))
}
