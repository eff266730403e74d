import type { Verdict } from '../../contract/view.ts'
import { VERDICT_WORDS } from '../words/verdict-words.ts'

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  return <span className={`badge badge-${verdict}`}>{VERDICT_WORDS[verdict]}</span>
}
