import type { TokenView } from '../../contract/view.ts'
import { reachLines } from '../words/reach-lines.ts'
import { Foreign } from './foreign.tsx'
import { VerdictMark } from './verdict-mark.tsx'

/** What binding a god-level token means, before it is bound. */
export function GodWarning({ token }: { readonly token: TokenView }) {
  return (
    <div className="warning" role="alert">
      <VerdictMark verdict="god" silent />
      <div>
        <p className="strong">
          <Foreign text={token.name} /> is god-level
        </p>
        <p>Every command of the project could do this:</p>
        <ul>
          {reachLines(token)
            .filter(({ kind }) => kind === 'excess')
            .map(({ text }) => (
              <li className="wall-line wall-line-excess" key={text}>
                <span className="wall-sign" aria-hidden="true">
                  !
                </span>
                <Foreign text={text} />
              </li>
            ))}
        </ul>
      </div>
    </div>
  )
}
