import type { OpenVault } from '../node/open-vault.ts'

/** What a change of the catalog makes stale: the record alone, or anything. */
export type Change = 'record' | 'all'

/** Of a busy broker's changes one is taken for a change of anything after this long, ms: what servers say of scopes has no event. */
const ALL_AFTER_MS = 30_000

/**
 * Tells what to read again after the catalog changed.
 *
 * A broker records its requests several times a second. To read ten thousand tokens takes main half a second, and the
 * window as long again; so what is only requests makes nothing but the record stale.
 *
 * @param now Milliseconds.
 */
export function createChangeReader(vault: () => Pick<OpenVault, 'audit'>, now: () => number): () => Change {
  let seen = 0
  let lastAll = Number.NEGATIVE_INFINITY
  /** False also where no event is new: what changed has none. */
  const isOnlyRequests = (): boolean => {
    const { audit } = vault()
    const before = seen
    seen = audit.head().rows
    return seen > before && !audit.hasOtherThanRequests(before)
  }
  return () => {
    try {
      if (isOnlyRequests() && now() - lastAll < ALL_AFTER_MS) return 'record'
    } catch {
      // The vault cannot be read, which the window is told when it reads.
    }
    lastAll = now()
    return 'all'
  }
}
