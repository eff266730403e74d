import type { SessionView } from '../../contract/view.ts'
import type { Session } from '../../core/session/session.ts'
import type { Services } from '../services.ts'
import type { Handlers } from './handlers.ts'

/** Answers what the window asks about sessions. */
export const sessionHandlers = ({ vault }: Services): Pick<Handlers, 'sessions:list'> => ({
  'sessions:list': () => {
    const { catalog } = vault()
    const names = new Map(catalog.tokens().map(({ id, name }) => [id, name]))
    return catalog.sessions().map((session) => sessionView(session, names))
  },
})

const sessionView = (session: Session, names: ReadonlyMap<string, string>): SessionView => ({
  id: session.id,
  kind: session.kind,
  project: session.project,
  startedAt: session.startedAt,
  endedAt: session.endedAt,
  endsAt: session.endsAt,
  tokens: session.tokens.map((id) => names.get(id) ?? 'a removed token'),
})
