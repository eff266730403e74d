import type { TokenView } from '../../contract/view.ts'
import { excessWords } from '../words/excess-words.ts'
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
          {token.excess.slice(0, 4).map((text) => (
            <li key={text}>
              <span aria-hidden="true">! </span>
              <Foreign text={excessWords(text)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
