import type { SessionView } from '../../contract/view.ts'
import { sessionKind, sessionName } from '../words/session-words.ts'
import { agoWords } from '../words/times.ts'
import { Foreign } from './foreign.tsx'
import { Time } from './time.tsx'

interface Props {
  readonly sessions: readonly SessionView[]
  readonly now: Date
}

/** Sessions that learned what their tokens are used for, and the command that shows it and narrows them. */
export function ToReview({ sessions, now }: Props) {
  return (
    <ul className="card to-review">
      {sessions.map((session) => (
        <li key={session.id} className="session-head">
          <div className="session-words">
            <p>
              <Foreign className="strong" text={sessionName(session)} />{' '}
              <span className="second">{sessionKind(session)}</span>
            </p>
            <p className="second">
              Narrow <Foreign text={session.tokens.join(', ')} /> to what was used ·{' '}
              <Time iso={session.startedAt} words={agoWords(session.startedAt, now)} />
            </p>
          </div>
          <code>bulkhead replay {session.id}</code>
        </li>
      ))}
    </ul>
  )
}
