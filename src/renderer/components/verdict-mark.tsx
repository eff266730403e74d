import type { Verdict } from '../../contract/view.ts'
import { VERDICT_SHAPES } from '../picture/verdict-shapes.ts'
import { VERDICT_WORDS } from '../words/verdict-words.ts'

/** A verdict as a shape, with its words for those who hear it; `silent` where the words stand beside it. */
export function VerdictMark({ verdict, silent = false }: { readonly verdict: Verdict; readonly silent?: boolean }) {
  const { path, stroke, dashes } = VERDICT_SHAPES[verdict]
  return (
    <>
      <svg className={`mark mark-${verdict}`} width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        {stroke === undefined ? (
          <path d={path} fill="currentColor" />
        ) : (
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth={stroke}
            strokeDasharray={dashes}
            strokeLinecap={dashes === undefined ? 'round' : 'butt'}
            strokeLinejoin="round"
          />
        )}
      </svg>
      {!silent && <span className="unseen">{VERDICT_WORDS[verdict]}</span>}
    </>
  )
}
