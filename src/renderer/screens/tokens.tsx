import { type RefObject, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { EmptyState } from '../components/empty-state.tsx'
import { FilterChips } from '../components/filter-chips.tsx'
import { PressButton } from '../components/press-button.tsx'
import { RowList } from '../components/row-list.tsx'
import { SearchField } from '../components/search-field.tsx'
import { TokenRowWords } from '../components/token-row-words.tsx'
import { useFocusAfterLoss } from '../components/use-focus-after-loss.ts'
import { useNow } from '../components/use-now.ts'
import { useStores } from '../components/use-stores.ts'
import { selectRows, type TokenRow } from '../tokens/token-rows.ts'
import { NoTokens } from './no-tokens.tsx'
import { TokenDetail } from './token-detail.tsx'

const idOf = ({ token }: TokenRow): string => token.id

/** The tokens: search and filter, the list, and the one that is selected. */
export function TokensScreen({ search }: { readonly search: RefObject<HTMLInputElement | null> }) {
  const { tokens, navigation } = useStores()
  const { rows, counts, phase, query, filter, selectedId } = useStore(tokens)
  const listAwaited = useStore(navigation, (state) => state.listAwaited)
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  const detail = useRef<HTMLElement>(null)
  // The letter is painted first; the list follows in a render that the next letter may overtake.
  const sought = useDeferredValue(query)
  const shown = useMemo(() => selectRows(rows, filter, sought), [rows, filter, sought])
  const selected = rows.find(({ token }) => token.id === selectedId)

  const openDetail = useCallback(() => detail.current?.focus(), [])
  const rowWords = useCallback(({ token }: TokenRow) => <TokenRowWords token={token} now={now} />, [now])

  const enterList = (): void => {
    const first = shown[0]?.token.id
    if (first !== undefined && !shown.some(({ token }) => token.id === selectedId)) tokens.getState().select(first)
    scroller.current?.focus()
  }
  useFocusAfterLoss(rows.length, scroller)
  useEffect(() => {
    if (!listAwaited || scroller.current === null) return
    scroller.current.focus()
    navigation.getState().listReached()
  }, [listAwaited, navigation])

  if (phase !== 'waiting' && rows.length === 0) return <NoTokens />
  return (
    <div className="panes">
      <section className="which" aria-label="Tokens">
        <div className="which-head">
          <div className="which-line">
            <SearchField
              label="Search name, domain, host, scope"
              input={search}
              query={query}
              onSearch={tokens.getState().search}
              onLeave={enterList}
            />
            <PressButton look="tall" shortcut="Control+N" onPress={() => navigation.getState().open({ kind: 'add' })}>
              Add
            </PressButton>
          </div>
          <FilterChips filter={filter} counts={counts} onShow={tokens.getState().show} />
        </div>
        <p className="unseen" role="status">
          {shown.length === 1 ? '1 token' : `${shown.length} tokens`}
        </p>
        {shown.length === 0 && phase !== 'waiting' ? (
          <EmptyState title="No token matches">
            <p>Search looks at name, provider, domain, host, scope and variable.</p>
            <PressButton onPress={() => tokens.getState().show('all')}>Show all tokens</PressButton>
          </EmptyState>
        ) : (
          <RowList
            label="Tokens"
            items={shown}
            idOf={idOf}
            selectedId={selectedId}
            scroller={scroller}
            onSelect={tokens.getState().select}
            onOpen={openDetail}
          >
            {rowWords}
          </RowList>
        )}
      </section>
      <main className="what" ref={detail} tabIndex={-1}>
        {selected && <TokenDetail key={selected.token.id} token={selected.token} />}
      </main>
    </div>
  )
}
