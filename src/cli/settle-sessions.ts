import { endSession } from '../core/use-token.ts'
import type { OpenVault } from '../node/compose-vault.ts'
import { isBrokerRunning } from '../node/processes/is-running.ts'

/** Records the end of brokered sessions whose broker was killed before it could: their placeholders are worthless since then. */
export function settleSessions(vault: OpenVault): void {
  for (const session of vault.catalog.brokeredSessions()) {
    if (session.pid === process.pid || !isBrokerRunning(session.pid)) endSession(vault, session)
  }
}
