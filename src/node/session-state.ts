import type { Session } from '../core/session/session.ts'
import { isAlive, isBrokerRunning } from './processes/is-running.ts'

/** How a session stands; `unknown` for a command without a broker, which took our process's place and cannot tell its end. */
export type SessionState = 'running' | 'ended' | 'unknown'

/** Looks at a session's record, and at its process where the record has no end. */
export function sessionState({
  endedAt,
  brokered,
  kind,
  pid,
}: Pick<Session, 'endedAt' | 'brokered' | 'kind' | 'pid'>): SessionState {
  if (endedAt !== null) return 'ended'
  if (brokered) return isBrokerRunning(pid) ? 'running' : 'ended'
  if (!isAlive(pid)) return 'ended'
  return kind === 'shell' ? 'running' : 'unknown'
}
