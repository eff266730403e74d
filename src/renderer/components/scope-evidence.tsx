import type { LiveSession } from '../../contract/view.ts'
import { Foreign } from './foreign.tsx'

const listed = (scopes: readonly string[]) =>
  scopes.length === 0 ? 'none' : <Foreign className="code" text={scopes.join(', ')} limit={400} />

/** Which scopes a session's requests needed, beside those that its tokens have. */
export function ScopeEvidence({ scopes }: Pick<LiveSession, 'scopes'>) {
  if (scopes.length === 0) return null
  return (
    <ul className="scope-evidence" aria-label="Scopes">
      {scopes.map(({ token, accepted, held }) => (
        <li key={token}>
          <Foreign className="strong" text={token} /> <span className="second">holds</span> {listed(held)}
          <span className="second">; its requests are accepted with</span> {listed(accepted)}
        </li>
      ))}
    </ul>
  )
}
