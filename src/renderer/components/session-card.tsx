import type { ReactNode } from 'react'
import type { LiveSession, SessionView } from '../../contract/view.ts'
import { countWords } from '../words/count-words.ts'
import { sessionKind, sessionName } from '../words/session-words.ts'
import { agoWords, expiryWords } from '../words/times.ts'
import { Foreign } from './foreign.tsx'
import { PressButton } from './press-button.tsx'
import { RequestTable } from './request-table.tsx'
import { ScopeEvidence } from './scope-evidence.tsx'
import { Time } from './time.tsx'
import { TripwireList } from './tripwire-list.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly session: SessionView
  readonly now: Date
}

/** A session that runs: whose it is, which tokens it has, and since when. */
function SessionHead({
  session,
  kind,
  now,
  children,
}: Props & { readonly kind: string; readonly children: ReactNode }) {
  const { startedAt, endsAt, tokens } = session
  return (
    <header className="session-head">
      <div className="session-words">
        <h3 className="truncate">
          <Foreign className="strong" text={sessionName(session)} /> <span className="second">{kind}</span>
        </h3>
        <p className="second">
          Started <Time iso={startedAt} words={agoWords(startedAt, now)} />
          {endsAt !== null && `, ends ${expiryWords(endsAt, now)}`} ·{' '}
          {tokens.length === 0 ? 'no tokens' : <Foreign text={tokens.join(', ')} />}
        </p>
      </div>
      {children}
    </header>
  )
}

function Rate({ session: { perSecond, allowed, refused } }: { readonly session: LiveSession }) {
  return (
    <p className="session-rate">
      <span>{perSecond === 0 ? 'quiet' : `${perSecond} a second`}</span>
      <span className="second">{countWords(allowed + refused, 'request')}</span>
      <span className={refused === 0 ? 'second' : 'refused'}>{refused} refused</span>
    </p>
  )
}

/** A session with a broker, live: what it sends, what was refused, and how it is ended. */
export function BrokeredCard({ session, now }: { readonly session: LiveSession; readonly now: Date }) {
  const { navigation } = useStores()
  const name = sessionName(session)
  return (
    <article className="card session" aria-label={`${name}, ${sessionKind(session)}`}>
      <SessionHead session={session} kind={sessionKind(session)} now={now}>
        <Rate session={session} />
        <PressButton onPress={() => navigation.getState().open({ kind: 'end', session })}>End it now…</PressButton>
      </SessionHead>
      <TripwireList tripwires={session.tripwires} now={now} />
      <ScopeEvidence scopes={session.scopes} />
      {session.learned && (
        <p className="session-note second">
          It learns what its tokens are used for. So far: <code>bulkhead replay {session.id}</code>
        </p>
      )}
      {session.last.length === 0 ? (
        <p className="session-note second">No request went through its broker yet.</p>
      ) : (
        <RequestTable label={`Latest requests of ${name}`} requests={session.last} />
      )}
    </article>
  )
}

/** A shell without a broker: nothing of what it sends is seen. */
export function PlainCard({ session, now }: Props) {
  return (
    <article className="card session" aria-label={`${sessionName(session)}, ${sessionKind(session)}`}>
      <SessionHead session={session} kind={sessionKind(session)} now={now}>
        <p className="session-note-side second">It holds the tokens themselves; exit the shell to end it</p>
      </SessionHead>
    </article>
  )
}
