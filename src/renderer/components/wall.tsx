import type { ReactNode } from 'react'
import type { TokenView } from '../../contract/view.ts'
import type { Reached, ReachLine } from '../words/reach-lines.ts'
import { reachLines } from '../words/reach-lines.ts'
import { dayWords } from '../words/times.ts'
import { BreakableText } from './breakable-text.tsx'
import { Foreign } from './foreign.tsx'
import { Time } from './time.tsx'

const SIGNS: Readonly<Record<ReachLine['kind'], string>> = { within: '✓', excess: '!', unknown: '?' }

/** What of a token stands on either side of the wall. */
export type Walled = Reached &
  Pick<TokenView, 'destinations'> & {
    /** In words; empty while the form has none yet. */
    readonly domain: string
    /** Absent where the token is only a draft. */
    readonly scopeUse?: TokenView['scopeUse'] | undefined
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
            <BreakableText text={destination} />
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

/** Scopes by what its requests did with them: those that were enough, and those that they did without. */
function ScopeUse({ use }: { readonly use: NonNullable<TokenView['scopeUse']> }) {
  const since = <Time iso={use.since} words={`since ${dayWords(use.since)}`} />
  return (
    <>
      {use.accepted.length > 0 && (
        <li className="wall-line second">
          <Sign>·</Sign>
          <span>
            {use.requests.toLocaleString('en')} {use.requests === 1 ? 'request' : 'requests'} {since} needed one of{' '}
            <Foreign className="code selectable" text={use.accepted.join(' ')} />
          </span>
        </li>
      )}
      {use.unneeded.length > 0 && (
        <li className="wall-line wall-line-unknown">
          <Sign>?</Sign>
          <span>
            held, but needed by none of them: <Foreign className="code selectable" text={use.unneeded.join(' ')} />
          </span>
        </li>
      )}
    </>
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
        {walled.scopeUse && <ScopeUse use={walled.scopeUse} />}
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
