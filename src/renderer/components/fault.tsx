import type { Failure } from '../../contract/view.ts'
import { SentenceText } from './sentence-text.tsx'

/** What is wrong, and what to do. */
export function Fault({ failure: { message, hint } }: { readonly failure: Failure }) {
  return (
    <>
      <SentenceText text={message} /> {hint !== null && <SentenceText text={hint} />}
    </>
  )
}
