import type { LiveSession, SessionView } from '../../contract/view.ts'
import type { Session } from '../../core/session/session.ts'
import { endBrokered } from '../../node/end-brokered.ts'
import { learnedSessions } from '../../node/files/learned-file.ts'
import { sessionFile } from '../../node/files/session-files.ts'
import { readTraffic, requestsPerSecond } from '../../node/files/traffic-file.ts'
import { sessionState } from '../../node/session-state.ts'
import { liveTraffic } from '../live-traffic.ts'
import type { Services } from '../services.ts'
import { tripwireWords } from '../tripwire-words.ts'
import type { Handlers } from './handlers.ts'

type SessionHandlers = Pick<Handlers, Extract<keyof Handlers, `sessions:${string}`>>

/** Requests that the window shows of a session. */
const REQUESTS_SHOWN = 50
/** Tripwires that it shows. */
const TRIPWIRES_SHOWN = 20

/** Answers what the window asks about sessions. */
export function sessionHandlers({ vault, tripwires }: Pick<Services, 'vault' | 'tripwires'>): SessionHandlers {
  const views = (sessions: readonly Session[]): SessionView[] => {
    const names = new Map(
      vault()
        .catalog.tokens()
        .map(({ id, name }) => [id, name]),
    )
    const learned = learnedSessions(vault().paths)
    return sessions.map((session) => sessionView(session, names, learned, tripwires)).reverse()
  }
  return {
    'sessions:list': () => views(vault().catalog.sessions()),
    'sessions:live': () => {
      const sessions = vault()
        .catalog.brokeredSessions()
        .filter((session) => sessionState(session) === 'running')
      const pids = new Map(sessions.map(({ id, pid }) => [id, pid]))
      return views(sessions).map((view) => liveSession(vault(), view, pids.get(view.id) ?? 0))
    },
    'sessions:end': async ({ id }) => {
      await endBrokered(vault(), id)
      return null
    },
  }
}

const sessionView = (
  session: Session,
  names: ReadonlyMap<string, string>,
  learned: ReadonlySet<string>,
  tripwires: Services['tripwires'],
): SessionView => ({
  id: session.id,
  kind: session.kind,
  project: session.project,
  startedAt: session.startedAt,
  endedAt: session.endedAt,
  endsAt: session.endsAt,
  tokens: session.tokens.map((id) => names.get(id) ?? 'a removed token'),
  state: sessionState(session),
  brokered: session.brokered,
  learned: learned.has(session.id),
  tripwires: session.brokered ? tripwireViews(session.id, tripwires) : [],
})

const tripwireViews = (session: string, tripwires: Services['tripwires']): SessionView['tripwires'] =>
  tripwires
    .of(session)
    .slice(0, TRIPWIRES_SHOWN)
    .map((event) => ({ seq: event.seq, at: event.at, code: event.code ?? '', says: tripwireWords(event) }))

/** A session with what its broker says of it; one that has said nothing yet is quiet. */
function liveSession(
  { paths, world }: Pick<ReturnType<Services['vault']>, 'paths' | 'world'>,
  view: SessionView,
  pid: number,
): LiveSession {
  const traffic = liveTraffic(() => readTraffic(sessionFile(paths, view.id, pid, 'traffic.json')))
  if (traffic === null) return { ...view, strict: false, perSecond: 0, allowed: 0, refused: 0, scopes: [], last: [] }
  const { strict, allowed, refused, scopes } = traffic
  const last = traffic.last.slice(-REQUESTS_SHOWN).reverse()
  return { ...view, strict, allowed, refused, scopes, last, perSecond: requestsPerSecond(traffic, world.now()) }
}
