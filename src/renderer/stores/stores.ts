import type { Bridge } from '../../contract/bridge.ts'
import type { AppStatus, EventView, LiveSession, ProjectView, SessionView } from '../../contract/view.ts'
import { createActions } from './actions.ts'
import { answerOf } from './ask.ts'
import { createAskingStore } from './asking.ts'
import { coalesce } from './coalesce.ts'
import { createNavigationStore } from './navigation.ts'
import { createNoticesStore } from './notices.ts'
import { createProjectChoiceStore } from './project-choice.ts'
import { createReading } from './reading.ts'
import { createTokenListStore } from './token-list.ts'
import { createVisit } from './visit.ts'

const EVENTS_SHOWN = 500

/** All that the window holds, made around the one way to main. */
export function createStores({ call: ask }: Pick<Bridge, 'call'>) {
  const status = createReading<AppStatus | null>(null, () => answerOf(ask, 'app:status', {}))
  const projects = createReading<readonly ProjectView[]>([], () => answerOf(ask, 'projects:list', {}))
  const sessions = createReading<readonly SessionView[]>([], () => answerOf(ask, 'sessions:list', {}))
  // Read by the screen that shows it, each second; nobody else needs it.
  const live = createReading<readonly LiveSession[]>([], () => answerOf(ask, 'sessions:live', {}))
  const events = createReading<readonly EventView[]>([], () => answerOf(ask, 'events:list', { limit: EVENTS_SHOWN }))
  const tokens = createTokenListStore(
    () => answerOf(ask, 'tokens:list', {}),
    () => new Date(),
  )
  const navigation = createNavigationStore()
  const notices = createNoticesStore()
  const projectChoice = createProjectChoiceStore()

  const readings = [status, projects, sessions, events, tokens]
  const refresh = coalesce(async () => {
    await Promise.all(readings.map((reading) => reading.getState().load()))
  })
  /** For what changes several times a second while a broker is busy. */
  const refreshRecord = coalesce(() => events.getState().load())
  const asking = createAskingStore(ask, refresh)
  const actions = createActions({ ask, refresh, notices, projectChoice })

  return {
    ask,
    asking,
    status,
    projects,
    sessions,
    live,
    events,
    tokens,
    navigation,
    notices,
    projectChoice,
    refresh,
    refreshRecord,
    actions,
    visit: createVisit(tokens, navigation),
  }
}

export type Stores = ReturnType<typeof createStores>
