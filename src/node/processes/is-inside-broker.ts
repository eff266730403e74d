import type { Session } from '../../core/ports.ts'
import { leadsThroughBroker, markedSession } from '../../core/session/marked-session.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { hasInheritedMark } from './inherited-mark.ts'
import { BROKER_NAME, isBrokerRunning } from './is-running.ts'
import { lineage } from './lineage.ts'

type Known = Pick<Vault, 'catalog' | 'hash'>

/**
 * True when this process is a brokered session's, by any of the marks that it may still have.
 *
 * An ancestor is a broker, whatever the environment says; or the kernel still has the broker's mark on it, though it has
 * left its ancestors; or its environment is that of a session, as where there is no /proc. A broker is known by its name,
 * and by its number in the catalog. Name, mark and proxy hold for brokers of another catalog, too; a program that marks
 * itself is refused what it could have had, and no more.
 *
 * @param vault Null where there is none yet.
 */
export const isInsideBroker = (vault: Known | null): boolean =>
  hasInheritedMark() ||
  leadsThroughBroker(process.env) ||
  isBelowBroker(vault) ||
  (vault !== null && markedSession(process.env, vault) !== null)

/** The brokered session that this process is of, as far as this vault and what is left of the marks can tell. */
export function brokeredSessionAround(vault: Known): Session | null {
  const above = new Set(Array.from(lineage(process.ppid), ({ pid }) => pid))
  return vault.catalog.brokeredSessions().find(({ pid }) => above.has(pid)) ?? markedSession(process.env, vault)
}

function isBelowBroker(vault: Known | null): boolean {
  const running = (vault?.catalog.brokeredSessions() ?? []).map(({ pid }) => pid).filter(isBrokerRunning)
  const brokers = new Set(running)
  for (const { pid, name } of lineage(process.ppid)) if (name === BROKER_NAME || brokers.has(pid)) return true
  return false
}
