import type { TokenView } from '../../contract/view.ts'
import { Foreign } from './foreign.tsx'
import { NoteMark } from './note-mark.tsx'
import { PressButton } from './press-button.tsx'
import { SentenceText } from './sentence-text.tsx'
import { VerdictMark } from './verdict-mark.tsx'

type Finding = TokenView['findings'][number]

/** null for what is no page that could be opened. */
const hostOf = (url: string): string | null =>
  URL.canParse(url) && url.startsWith('https://') ? new URL(url).host.replace(/^www\./, '') : null

interface Props {
  readonly findings: readonly Finding[]
  /** Absent in a preview, where nothing is stored that a remedy could be about. */
  readonly onRemedy?: (finding: Finding) => void
}

/** Every rule that fired, with why and what to do. */
export function Findings({ findings, onRemedy }: Props) {
  if (findings.length === 0) return null
  return (
    <section className="card" aria-label="Findings">
      <ul>
        {findings.map((finding) => (
          <li className="card-part finding" key={`${finding.rule} ${finding.title}`}>
            {finding.severity === 'note' ? <NoteMark /> : <VerdictMark verdict={finding.severity} />}
            <p className="strong">
              <Foreign text={finding.title} /> <code className="rule">{finding.rule}</code>
            </p>
            <p className="finding-why">
              <SentenceText text={finding.why} /> <SentenceText text={finding.remedy.text} />
            </p>
            {onRemedy && hostOf(finding.remedy.url) !== null && (
              <PressButton onPress={() => onRemedy(finding)}>Open {hostOf(finding.remedy.url)}</PressButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
