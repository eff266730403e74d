import type { SessionView } from '../../contract/view.ts'
import { sessionKind } from '../words/session-words.ts'
import { agoWords } from '../words/times.ts'
import { Foreign } from './foreign.tsx'
import { Time } from './time.tsx'
import { TripwireList } from './tripwire-list.tsx'

interface Props {
  readonly sessions: readonly SessionView[]
  readonly now: Date
}

function End({ session: { endedAt, state }, now }: { readonly session: SessionView; readonly now: Date }) {
  if (endedAt !== null) return <Time iso={endedAt} words={`ended ${agoWords(endedAt, now)}`} />
  // The process of `exec` is the command itself; nothing reports its end.
  return <span className="second">{state === 'unknown' ? 'handed over' : 'ended'}</span>
}

const textOrNone = (text: string) => (text === '' ? <span className="second">none</span> : <Foreign text={text} />)

/** Sessions that are over, or of which nothing is heard any more. */
export function PastSessions({ sessions, now }: Props) {
  return (
    // In a narrow window it scrolls, and what scrolls must be reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="card scrolled" aria-label="Earlier sessions" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {['Started', 'Kind', 'Project', 'Tokens', 'State'].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>
                <Time iso={session.startedAt} words={agoWords(session.startedAt, now)} />
              </td>
              <td className="one-line">{sessionKind(session)}</td>
              <td>{textOrNone(session.project ?? '')}</td>
              <td className="token-cell">{textOrNone(session.tokens.join(', '))}</td>
              <td>
                <End session={session} now={now} />
                <TripwireList tripwires={session.tripwires} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
