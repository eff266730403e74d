import type { Catalog } from '../core/ports.ts'
import { BROKER_NAME, isBrokerRunning } from './is-running.ts'
import { lineage } from './lineage.ts'

/**
 * True when an ancestor of this process is a broker: whatever its environment says, that stays so.
 *
 * A broker is known by its name, and by its number in the catalog. The name holds for brokers of another catalog, too; a
 * program that gives itself that name is refused what it could have had, and no more.
 *
 * @param catalog Null where there is none yet.
 */
export function isInsideBroker(catalog: Pick<Catalog, 'brokeredSessions'> | null): boolean {
  const running = (catalog?.brokeredSessions() ?? []).map(({ pid }) => pid).filter(isBrokerRunning)
  const brokers = new Set(running)
  for (const { pid, name } of lineage(process.ppid)) if (name === BROKER_NAME || brokers.has(pid)) return true
  return false
}
