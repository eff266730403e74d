import type { AuditEntry, AuditLog } from '../ports.ts'

/** Entries of allowed requests wait at most this long, ms, and at most this many of them. */
const LONGEST = 200
const MOST = 512

/** The record of what a broker decides: refusals at once, allowed requests in batches. */
export interface RequestLog {
  /** Waits with others like it. */
  allowed(entry: AuditEntry): void
  /** Is on the disk when this returns, after everything that came before it. */
  refused(entry: AuditEntry): void
  /** Writes what waits. */
  flush(): void
}

/**
 * Writes requests to the audit trail: one transaction a request would cost more than the request.
 *
 * @param later Calls back after so many milliseconds, once.
 * @param onFault Told when a batch could not be written; it stays and is tried again with the next.
 */
export function requestLog(
  audit: Pick<AuditLog, 'appendAll'>,
  later: (ms: number, call: () => void) => void,
  onFault: (error: unknown) => void,
): RequestLog {
  let waiting: AuditEntry[] = []
  let isDue = false

  const write = (entries: readonly AuditEntry[]): void => {
    audit.appendAll(entries)
    waiting = []
  }
  const writeLater = (): void => {
    isDue = false
    if (waiting.length === 0) return
    try {
      write(waiting)
    } catch (error) {
      onFault(error)
    }
  }
  return {
    allowed(entry) {
      waiting.push(entry)
      if (waiting.length >= MOST) return writeLater()
      if (isDue) return
      isDue = true
      later(LONGEST, writeLater)
    },
    refused: (entry) => write([...waiting, entry]),
    flush: () => {
      if (waiting.length > 0) write(waiting)
    },
  }
}
