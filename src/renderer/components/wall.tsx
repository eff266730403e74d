import type { ReactNode } from 'react'
import type { TokenView } from '../../contract/view.ts'
import type { ReachLine } from '../words/reach-lines.ts'
import { reachLines } from '../words/reach-lines.ts'
import { DestinationText } from './destination-text.tsx'
import { Foreign } from './foreign.tsx'

const SIGNS: Readonly<Record<ReachLine['kind'], string>> = { within: '✓', excess: '!', unknown: '?' }

/** What of a token stands on either side of the wall. */
export type Walled = Pick<TokenView, 'destinations' | 'reach' | 'inside' | 'outside' | 'excess'> & {
  /** In words; empty while the form has none yet. */
  readonly domain: string
}

function Sign({ children }: { readonly children: ReactNode }) {
  return (
    <span className="wall-sign" aria-hidden="true">
      {children}
    </span>
  )
}

function DomainSide({ domain, destinations }: Pick<Walled, 'domain' | 'destinations'>) {
  return (
    <div className="wall-column wall-column-domain">
      <h2 className="wall-heading">Domain: where it may go</h2>
      <ul className="wall-lines">
        <li className="wall-line">
          <Sign>□</Sign>
          <Foreign className="strong" text={domain} />
        </li>
        {destinations.map((destination) => (
          <li className="wall-line" key={destination}>
            <Sign>→</Sign>
            <DestinationText text={destination} />
          </li>
        ))}
        <li className="wall-line second">
          <Sign>·</Sign>
          {destinations.length === 0 ? 'no destination, so nothing says where it belongs' : 'anything else is outside'}
        </li>
      </ul>
    </div>
  )
}

function ReachSide({ walled }: { readonly walled: Walled }) {
  const { scopes } = walled.reach
  return (
    <div className="wall-column">
      <h2 className="wall-heading">Reach: what it can do</h2>
      <ul className="wall-lines">
        {reachLines(walled).map(({ kind, text }) => (
          <li className={`wall-line wall-line-${kind}`} key={`${kind} ${text}`}>
            <Sign>{SIGNS[kind]}</Sign>
            <span>
              {kind === 'excess' && <span className="unseen">In excess: </span>}
              <Foreign text={text} />
            </span>
          </li>
        ))}
        {scopes.length > 0 && (
          <li className="wall-line second">
            <Sign>·</Sign>
            <Foreign className="code selectable" text={scopes.join(' ')} />
          </li>
        )}
      </ul>
    </div>
  )
}

/** Domain and reach side by side with the wall between them, and below it whatever `children` draw at the same x. */
export function Wall({ walled, children }: { readonly walled: Walled; readonly children?: ReactNode }) {
  return (
    <section className="card wall" aria-label="Domain and reach">
      <div className="wall-columns">
        <DomainSide domain={walled.domain} destinations={walled.destinations} />
        <ReachSide walled={walled} />
      </div>
      {children}
    </section>
  )
}
