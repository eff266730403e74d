import type { Inspection } from '../../contract/view.ts'
import { Findings } from '../components/findings.tsx'
import { Foreign } from '../components/foreign.tsx'
import { VerdictBadge } from '../components/verdict-badge.tsx'
import { VerdictMark } from '../components/verdict-mark.tsx'

const CHECKSUM_WORDS: Readonly<Record<Inspection['checksum'], string>> = {
  valid: ' · checksum valid',
  wrong: ' · checksum wrong, so it was mistyped or cut',
  none: '',
}

/** What a pasted secret is and would reach, before it is stored. */
export function InspectionPreview({ inspection }: { readonly inspection: Inspection }) {
  const { providerName, kind, checksum, verdict, findings } = inspection
  return (
    <div className="field" role="status">
      <p className="inspection-line">
        <VerdictMark verdict={verdict} silent />
        <span className="strong">{providerName ?? 'Unknown provider'}</span>
        <span className="second truncate">
          {kind !== null && <Foreign text={kind} />}
          <span className={checksum === 'wrong' ? 'fault' : ''}>{CHECKSUM_WORDS[checksum]}</span>
        </span>
        <VerdictBadge verdict={verdict} />
      </p>
      <Findings findings={findings.filter(({ severity }) => severity !== 'note')} />
    </div>
  )
}
