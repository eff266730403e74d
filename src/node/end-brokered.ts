import { setTimeout as sleep } from 'node:timers/promises'
import { BulkheadError } from '../core/errors.ts'
import { endSession } from '../core/use-token.ts'
import type { OpenVault } from './compose-vault.ts'
import { isBrokerRunning } from './processes/is-running.ts'

/** How long a session may take to end before that is said, ms, and how often it is looked at. */
const PATIENCE = 15_000
const LOOK = 50

/**
 * Tells a session's broker to end, and waits until it says that it did: its tunnels are closed by then.
 *
 * A broker that was killed says nothing any more; its session is recorded as ended. One that has ended stays so.
 *
 * @throws {BulkheadError} `not-found`; `usage` for a session without a broker; `failure` for one that does not end.
 */
export async function endBrokered(vault: OpenVault, id: string): Promise<void> {
  const { catalog } = vault
  const session = catalog.sessions().find((one) => one.id === id)
  if (session === undefined) throw new BulkheadError('not-found', 'no such session', { hint: 'bulkhead sessions' })
  if (!session.brokered) {
    throw new BulkheadError('usage', 'a session without a broker cannot be ended from outside', {
      hint: 'exit its shell',
    })
  }
  if (session.endedAt === null && !isBrokerRunning(session.pid)) endSession(vault, session)
  if (catalog.askEnd(id)) await untilEnded(vault, id)
}

async function untilEnded({ catalog }: OpenVault, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    if (!catalog.brokeredSessions().some((session) => session.id === id)) return
    await sleep(LOOK)
  }
  throw new BulkheadError('failure', 'it was told to end, and has not said yet that it did', {
    hint: 'look again: bulkhead sessions',
  })
}
