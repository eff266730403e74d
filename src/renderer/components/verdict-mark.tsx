import type { ReactNode } from 'react'
import type { Verdict } from '../../contract/view.ts'
import { VERDICT_WORDS } from '../words/verdict-words.ts'

// Told apart by shape before colour, so that they survive greyscale and colour blindness.
const SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  god: <path d="M8 0.8 15.2 8 8 15.2 0.8 8Z" fill="currentColor" />,
  wide: <path d="M8 1.4 15.4 14.6H0.6Z" fill="currentColor" />,
  scoped: (
    <g fill="none" stroke="currentColor" strokeWidth="1.8">
      <rect x="2" y="2" width="12" height="12" rx="3.2" />
      <path d="m5.2 8.2 2 2 3.6-4.1" strokeLinecap="round" strokeLinejoin="round" />
    </g>
  ),
  unknown: (
    <circle cx="8" cy="8" r="6.1" fill="none" stroke="currentColor" strokeWidth="1.7" strokeDasharray="2.55 2.24" />
  ),
}

/** A verdict as a shape, with its words for those who hear it; `silent` where the words stand beside it. */
export function VerdictMark({ verdict, silent = false }: { readonly verdict: Verdict; readonly silent?: boolean }) {
  return (
    <>
      <svg className={`mark mark-${verdict}`} width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[verdict]}
      </svg>
      {!silent && <span className="unseen">{VERDICT_WORDS[verdict]}</span>}
    </>
  )
}
