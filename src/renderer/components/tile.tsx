import type { Verdict } from '../../contract/view.ts'
import type { FilterId } from '../tokens/filters.ts'
import { VERDICT_WORDS } from '../words/verdict-words.ts'
import { VerdictMark } from './verdict-mark.tsx'

interface Props {
  readonly filter: FilterId
  readonly label: string
  readonly says: string
  readonly count: number
  readonly onPress: () => void
}

const isVerdict = (filter: FilterId): filter is FilterId & Verdict => Object.hasOwn(VERDICT_WORDS, filter)

/** A count that leads to what it counts; none is quiet, and leads nowhere. */
export function Tile({ filter, label, says, count, onPress }: Props) {
  const words = (
    <>
      <span className="tile-head">
        <span className={isVerdict(filter) ? `tile-count mark-${filter}` : 'tile-count'}>{count}</span>
        {isVerdict(filter) && <VerdictMark verdict={filter} silent />}
      </span>
      <span className="strong">{label}</span>
      <span className="second small">{says}</span>
    </>
  )
  if (count === 0) return <div className="tile tile-none">{words}</div>
  return (
    <button type="button" className="tile" onClick={onPress}>
      {words}
    </button>
  )
}
