import { useStore } from 'zustand'
import { Tile } from '../components/tile.tsx'
import { useStores } from '../components/use-stores.ts'
import { VaultPicture } from '../components/vault-picture.tsx'
import type { FilterId } from '../tokens/filters.ts'
import { NoTokens } from './no-tokens.tsx'

interface Part {
  readonly filter: FilterId
  readonly label: string
  readonly says: string
}

const COUNTED: readonly Part[] = [
  { filter: 'god', label: 'God-level', says: 'One leak reaches a whole account or organisation' },
  { filter: 'wide', label: 'Wider than domain', says: 'Can do more than its domain needs' },
  { filter: 'unknown', label: 'Unknown reach', says: 'Its text does not tell; treat it as wide' },
  { filter: 'expiring', label: 'Expiring', says: 'Within 14 days, or already' },
  { filter: 'unused', label: 'Unused', says: 'Not for 90 days; remove what nobody misses' },
  { filter: 'twice', label: 'Stored twice', says: 'The same secret under two names' },
]

const sentence = (all: number, god: number): string => {
  if (god === 0) return all === 1 ? 'Your one token is not god-level' : `None of your ${all} tokens is god-level`
  return `${god} of ${all} tokens ${god === 1 ? 'is' : 'are'} god-level`
}

/** How the tokens stand as a whole: each count leads to the tokens it counts. */
export function OverviewScreen() {
  const { tokens, visit } = useStores()
  const { counts, phase, rows } = useStore(tokens)
  if (phase === 'waiting') return <main className="screen" aria-busy="true" tabIndex={-1} />
  if (rows.length === 0) return <NoTokens />

  const tiles = (parts: readonly Part[]) =>
    parts.map(({ filter, label, says }) => (
      <Tile
        key={filter}
        filter={filter}
        label={label}
        says={says}
        count={counts[filter]}
        onPress={() => visit.filter(filter)}
      />
    ))
  return (
    <main className="screen" tabIndex={-1}>
      <div className="page">
        <h1 className="title">{sentence(counts.all, counts.god)}</h1>
        <section className="card tiles" aria-label="Counts">
          {tiles(COUNTED)}
        </section>
        <VaultPicture />
      </div>
    </main>
  )
}
