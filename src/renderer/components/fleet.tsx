import type { Verdict } from '../../contract/view.ts'
import type { FilterCounts } from '../tokens/token-rows.ts'
import { fleetMarks } from './fleet-marks.ts'
import { VerdictMark } from './verdict-mark.tsx'

function Marks({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  return (
    <ul className="fleet-marks" aria-hidden="true">
      {verdicts.map((verdict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks of one verdict are all alike
        <li key={index}>
          <VerdictMark verdict={verdict} silent />
        </li>
      ))}
    </ul>
  )
}

const plural = (count: number): string => (count === 1 ? '1 token' : `${count} tokens`)

/** All tokens on either side of the wall, one shape each, or one for several where they are many. */
export function Fleet({ counts }: { readonly counts: FilterCounts }) {
  const { inside, beyond, each } = fleetMarks(counts)
  const outside = counts.all - counts.scoped
  return (
    <section className="card wall fleet" aria-label="All tokens">
      <div className="wall-column">
        <h2 className="wall-heading">
          Inside: {plural(counts.scoped)} {counts.scoped === 1 ? 'stays' : 'stay'} in their domain
        </h2>
        <Marks verdicts={inside} />
      </div>
      <div className="wall-column">
        <h2 className={outside > 0 ? 'wall-heading picture-word-leak' : 'wall-heading'}>
          Beyond: {plural(outside)} {outside === 1 ? 'crosses' : 'cross'} it, or may
        </h2>
        <Marks verdicts={beyond} />
      </div>
      {each > 1 && <p className="fleet-scale small second">one shape for {each} tokens</p>}
    </section>
  )
}
