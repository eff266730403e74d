import { useStore } from 'zustand'
import type { EventView } from '../../contract/view.ts'
import { BreakableText } from '../components/breakable-text.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Foreign } from '../components/foreign.tsx'
import { RecordScreen } from '../components/record-screen.tsx'
import { SentenceText } from '../components/sentence-text.tsx'
import { Time } from '../components/time.tsx'
import { useNow } from '../components/use-now.ts'
import { useStores } from '../components/use-stores.ts'
import { actionWords } from '../words/action-words.ts'
import { agoWords } from '../words/times.ts'

function Decision({ event: { decision, code } }: { readonly event: EventView }) {
  if (decision === 'refused') {
    return <span className="refused">refused {code !== null && <code>{code}</code>}</span>
  }
  return <span className="second">{decision ?? ''}</span>
}

function What({ event: { action, says, request } }: { readonly event: EventView }) {
  if (says !== null) {
    return (
      <span className="refused">
        <SentenceText text={says} />
      </span>
    )
  }
  return (
    <>
      {actionWords(action)}
      {request !== null && (
        <>
          {' '}
          <BreakableText className="code second breaks" text={`${request.method} ${request.host}`} />
        </>
      )}
    </>
  )
}

const text = (value: string | null) => (value === null ? <span className="second">·</span> : <Foreign text={value} />)

/** The record: what happened to which token, newest first. */
export function ActivityScreen() {
  const { events } = useStores()
  const { value, phase } = useStore(events)
  const now = useNow()
  return (
    <RecordScreen
      title="Activity"
      columns={['When', 'What', 'Token', 'Project', 'By', 'Decision']}
      records={phase === 'waiting' ? null : value}
      empty={
        <EmptyState title="Nothing has happened yet" middle>
          <p>Each time a token is stored, copied, bound or given to a command, it is written down here.</p>
        </EmptyState>
      }
    >
      {(event) => (
        <tr key={event.seq}>
          <td>
            <Time iso={event.at} words={agoWords(event.at, now)} />
          </td>
          <td className="what-cell">
            <What event={event} />
          </td>
          <td className="strong token-cell">{text(event.token)}</td>
          <td>{text(event.project)}</td>
          <td>
            {text(event.program)}
            {event.says !== null && event.pid !== null && <span className="second"> {event.pid}</span>}
          </td>
          <td className="decision">
            <Decision event={event} />
          </td>
        </tr>
      )}
    </RecordScreen>
  )
}
