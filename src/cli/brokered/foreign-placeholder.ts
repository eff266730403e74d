import { placeholderHash } from '../../core/session/placeholder-hash.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { isBrokerRunning } from '../../node/processes/is-running.ts'

/** How long an answer about the other sessions holds, ms: no program starts and sends a placeholder of a new one in less. */
const HOLDS = 5

type Vault = Pick<OpenVault, 'catalog' | 'hash'>

/**
 * Finds the other session that a text is a placeholder of, if it still runs; null for none.
 *
 * Asked for each long run of characters in a request, such as a trace's number, it would be a look into the catalog for
 * each: while no other session runs there is nothing to look for, and that is not asked more often than it can change.
 *
 * @param own The session that asks.
 * @param clock Milliseconds that only grow.
 */
export function foreignPlaceholder(
  { catalog, hash }: Vault,
  own: string,
  clock: () => number,
): (text: string) => string | null {
  let [until, hasOthers] = [Number.NEGATIVE_INFINITY, false]
  const running = (): string[] =>
    catalog
      .brokeredSessions()
      .filter(({ id, pid }) => id !== own && isBrokerRunning(pid))
      .map(({ id }) => id)
  return (text) => {
    if (clock() >= until) {
      hasOthers = running().length > 0
      until = clock() + HOLDS
    }
    if (!hasOthers) return null
    const owner = catalog.sessionWithPlaceholder(placeholderHash(text, hash))
    return owner !== null && running().includes(owner) ? owner : null
  }
}
