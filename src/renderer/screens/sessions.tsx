import { useRef } from 'react'
import { useStore } from 'zustand'
import { EmptyState } from '../components/empty-state.tsx'
import { PastSessions } from '../components/past-sessions.tsx'
import { BrokeredCard, PlainCard } from '../components/session-card.tsx'
import { ToReview } from '../components/to-review.tsx'
import { useFocusAfterLoss } from '../components/use-focus-after-loss.ts'
import { useLiveSessions } from '../components/use-live-sessions.ts'
import { useNow } from '../components/use-now.ts'
import { useStores } from '../components/use-stores.ts'

/** Past sessions that are listed. */
const SHOWN = 200

/** Sessions that learned something which are listed; the others are kept for seven days at most. */
const REVIEWS_SHOWN = 5

/** Scoped shells and commands: those that run, live, then those that are over. */
export function SessionsScreen() {
  const { sessions } = useStores()
  const { value: known, phase } = useStore(sessions)
  const live = useLiveSessions()
  const now = useNow()
  const screen = useRef<HTMLElement>(null)
  useFocusAfterLoss(live?.length ?? 0, screen)

  if (live === null || phase === 'waiting') return <main className="screen" aria-busy="true" tabIndex={-1} />
  if (live.length === 0 && known.length === 0) return <NoSession />

  const running = new Set(live.map(({ id }) => id))
  const plain = known.filter(({ state, brokered }) => state === 'running' && !brokered)
  const past = known.filter(({ id }) => !running.has(id) && !plain.some((session) => session.id === id))
  const toReview = past.filter(({ learned, state }) => learned && state === 'ended')
  return (
    <main className="screen" ref={screen} tabIndex={-1}>
      <div className="page">
        <h1 className="title">Sessions</h1>
        <section className="sessions" aria-labelledby="sessions-running">
          <h2 className="strong" id="sessions-running">
            Running
          </h2>
          {live.map((session) => (
            <BrokeredCard key={session.id} session={session} now={now} />
          ))}
          {plain.map((session) => (
            <PlainCard key={session.id} session={session} now={now} />
          ))}
          {live.length + plain.length === 0 && <p className="second">No shell or brokered command runs.</p>}
        </section>
        {toReview.length > 0 && (
          <section className="sessions" aria-labelledby="sessions-to-review">
            <h2 className="strong" id="sessions-to-review">
              To review
            </h2>
            <ToReview sessions={toReview.slice(0, REVIEWS_SHOWN)} now={now} />
          </section>
        )}
        {past.length > 0 && (
          <section className="sessions" aria-labelledby="sessions-past">
            <h2 className="strong" id="sessions-past">
              Earlier
            </h2>
            <PastSessions sessions={past.slice(0, SHOWN)} now={now} />
            {past.length > SHOWN && (
              <p className="second">
                The latest {SHOWN} of {past.length}. All of them: <code>bulkhead sessions</code>
              </p>
            )}
          </section>
        )}
      </div>
    </main>
  )
}

function NoSession() {
  return (
    // In a low window it scrolls, and what scrolls must be reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <main className="screen" tabIndex={0}>
      <EmptyState title="No session yet" middle>
        <p>A session is one command or one shell that was given a project’s tokens.</p>
        <p>
          Start one from Projects, or in a terminal: <code>bulkhead shell --broker</code> or{' '}
          <code>bulkhead exec --broker -- COMMAND</code>
        </p>
        <p>With a broker its processes hold placeholders only, and what they send is shown here.</p>
      </EmptyState>
    </main>
  )
}
