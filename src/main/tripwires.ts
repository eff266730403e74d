import type { AuditEvent } from '../core/audit/audit-event.ts'
import type { OpenVault } from '../node/open-vault.ts'

/** Rows that are looked through at the first look: hours of a busy broker, and some ten milliseconds. */
const BACK = 50_000
/** Tripwires that are kept. */
const KEPT = 500
/** For how long a session's other tripwires of the same kind make no notification, ms. */
const QUIET_MS = 60_000

/** The tripwires of late. */
export interface Tripwires {
  /** Of one session, the newest first. */
  readonly of: (session: string) => readonly AuditEvent[]
  /** Those since the last look that are to be told: one for each session and code in a minute. None at the first look. */
  readonly news: () => readonly AuditEvent[]
}

/** Follows the audit trail, reading each of its rows once. @param now Milliseconds. */
export function createTripwires(vault: () => Pick<OpenVault, 'audit'>, now: () => number): Tripwires {
  let seen: number | null = null
  let kept: readonly AuditEvent[] = []
  let waiting: readonly AuditEvent[] = []
  const told = new Map<string, number>()

  const look = (): void => {
    const { audit } = vault()
    const { rows } = audit.head()
    const isFirst = seen === null
    const fresh = audit.tripwires(seen ?? Math.max(0, rows - BACK))
    // A row that came between the two questions is in the answer already.
    seen = Math.max(rows, fresh.at(-1)?.seq ?? 0)
    if (fresh.length === 0) return
    kept = [...kept, ...fresh].slice(-KEPT)
    if (!isFirst) waiting = [...waiting, ...fresh].slice(-KEPT)
  }
  const isNews = ({ session, code }: AuditEvent): boolean => {
    const at = now()
    for (const [key, since] of told) if (at - since >= QUIET_MS) told.delete(key)
    const key = `${session} ${code}`
    if (told.has(key)) return false
    told.set(key, at)
    return true
  }
  return {
    of: (session) => {
      look()
      return kept.filter((event) => event.session === session).reverse()
    },
    news: () => {
      look()
      const news = waiting.filter(isNews)
      waiting = []
      return news
    },
  }
}
