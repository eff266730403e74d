import { FILTERS, type FilterId } from '../tokens/filters.ts'
import type { FilterCounts } from '../tokens/token-rows.ts'

interface Props {
  readonly filter: FilterId
  readonly counts: FilterCounts
  readonly onShow: (filter: FilterId) => void
}

/** The filters as chips with their counts; the rarer ones show only while they are on. A second press takes a filter off. */
export function FilterChips({ filter, counts, onShow }: Props) {
  const shown = FILTERS.filter(({ id, pinned }) => pinned || id === filter)
  return (
    <fieldset className="chips" aria-label="Show">
      {shown.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-pressed={id === filter}
          onClick={() => onShow(id === filter ? 'all' : id)}
        >
          {id === 'all' ? label : `${label} ${counts[id]}`}
          {id === filter && id !== 'all' && (
            <span className="chip-off" aria-hidden="true">
              ×
            </span>
          )}
        </button>
      ))}
    </fieldset>
  )
}
