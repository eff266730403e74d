import { useStore } from 'zustand'
import type { SessionView } from '../../contract/view.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { Foreign } from '../components/foreign.tsx'
import { RecordScreen } from '../components/record-screen.tsx'
import { Time } from '../components/time.tsx'
import { useNow } from '../components/use-now.ts'
import { useStores } from '../components/use-stores.ts'
import { agoWords, expiryWords } from '../words/times.ts'

function EndCell({ session: { kind, endedAt, endsAt }, now }: { readonly session: SessionView; readonly now: Date }) {
  if (endedAt !== null) return <Time iso={endedAt} words={`ended ${agoWords(endedAt, now)}`} />
  // The process of `exec` is the command itself; nothing reports its end.
  if (kind === 'exec') return <span className="second">handed over</span>
  return <span className="running">{endsAt === null ? 'running' : `ends ${expiryWords(endsAt, now)}`}</span>
}

const textOrNone = (text: string) => (text === '' ? <span className="second">none</span> : <Foreign text={text} />)

/** Scoped shells and commands, and the tokens each was given. */
export function SessionsScreen() {
  const { sessions } = useStores()
  const { value, phase } = useStore(sessions)
  const now = useNow()
  return (
    <RecordScreen
      title="Sessions"
      columns={['Started', 'Kind', 'Project', 'Tokens', 'State']}
      records={phase === 'waiting' ? null : value}
      empty={
        <EmptyState title="No session yet" middle>
          <p>A session is one command or one shell that was given a project’s tokens.</p>
          <p>
            Start one from Projects, or in a terminal: <code>bulkhead shell</code> or{' '}
            <code>bulkhead exec -- COMMAND</code>
          </p>
        </EmptyState>
      }
    >
      {(session) => (
        <tr key={session.id}>
          <td>
            <Time iso={session.startedAt} words={agoWords(session.startedAt, now)} />
          </td>
          <td>{session.kind === 'shell' ? 'shell' : 'command'}</td>
          <td>{textOrNone(session.project ?? '')}</td>
          <td>{textOrNone(session.tokens.join(', '))}</td>
          <td>
            <EndCell session={session} now={now} />
          </td>
        </tr>
      )}
    </RecordScreen>
  )
}
