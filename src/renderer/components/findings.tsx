import type { TokenView } from '../../contract/view.ts'
import { type Remedy, remedyOf } from '../words/remedy-of.ts'
import { Foreign } from './foreign.tsx'
import { NoteMark } from './note-mark.tsx'
import { PressButton } from './press-button.tsx'
import { SentenceText } from './sentence-text.tsx'
import { VerdictMark } from './verdict-mark.tsx'

type Finding = TokenView['findings'][number]

interface Props {
  readonly findings: readonly Finding[]
  /** Both absent in a preview, where nothing is stored that a remedy could be about. */
  readonly token?: Pick<TokenView, 'provider' | 'narrowable'>
  readonly onRemedy?: (remedy: Remedy, rule: string) => void
}

function RemedyButton({ finding, token, onRemedy }: Required<Omit<Props, 'findings'>> & { readonly finding: Finding }) {
  const remedy = remedyOf(finding, token)
  return remedy && <PressButton onPress={() => onRemedy(remedy, finding.rule)}>{remedy.words}</PressButton>
}

/** Every rule that fired, with why and what to do. */
export function Findings({ findings, token, onRemedy }: Props) {
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
            {token && onRemedy && <RemedyButton finding={finding} token={token} onRemedy={onRemedy} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
