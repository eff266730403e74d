import type { Failure } from '../../contract/view.ts'
import { Foreign } from './foreign.tsx'

/** What is wrong, and what to do. */
export function Fault({ failure: { message, hint } }: { readonly failure: Failure }) {
  return (
    <>
      <Foreign text={message} />
      {hint !== null && (
        <>
          {': '}
          <Foreign text={hint} />
        </>
      )}
    </>
  )
}
