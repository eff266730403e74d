import type { TripwireView } from '../../contract/view.ts'
import { agoWords } from '../words/times.ts'
import { SentenceText } from './sentence-text.tsx'
import { Time } from './time.tsx'

/** Placeholders that were sent where they must not be. */
export function TripwireList({ tripwires, now }: { readonly tripwires: readonly TripwireView[]; readonly now: Date }) {
  if (tripwires.length === 0) return null
  return (
    <ul className="tripwires" aria-label="Tripwires">
      {tripwires.map(({ seq, at, says }) => (
        <li key={seq}>
          <span className="refused">
            <SentenceText text={says} />
          </span>{' '}
          <span className="second">
            <Time iso={at} words={agoWords(at, now)} />
          </span>
        </li>
      ))}
    </ul>
  )
}
