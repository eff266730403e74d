import type { AuditEntry, AuditEvent, ChainHead, ChainRow, Hash } from '../ports.ts'

/** The head of a chain without rows: no row was hashed yet. */
export const EMPTY_CHAIN: ChainHead = { rows: 0, hash: new Uint8Array(32) }

/**
 * The one text of an entry that is hashed and kept: JSON with its fields in this order and nothing else.
 *
 * JSON escapes line breaks, so that a name can never look like two records.
 */
export const canonicalEntry = (entry: AuditEntry): string =>
  JSON.stringify({
    at: entry.at,
    action: entry.action,
    token: entry.token && { id: entry.token.id, name: entry.token.name },
    project: entry.project,
    session: entry.session,
    process: entry.process.map(({ pid, exe }) => ({ pid, exe })),
    request: entry.request && {
      method: entry.request.method,
      host: entry.request.host,
      status: entry.request.status,
    },
    decision: entry.decision,
    code: entry.code,
  })

/** The row that follows `head`: its hash covers the hash before it, its place and its text. */
export function nextRow(head: ChainHead, entry: string, hash: Pick<Hash, 'sha256'>): ChainRow {
  const seq = head.rows + 1
  return { seq, entry, hash: hash.sha256(concat(head.hash, eightBytes(seq), new TextEncoder().encode(entry))) }
}

/** The event that a row keeps. */
export const eventIn = ({ seq, entry }: Pick<ChainRow, 'seq' | 'entry'>): AuditEvent => ({ seq, ...JSON.parse(entry) })

/**
 * Walks a chain from its first row.
 *
 * @returns The last good head, and the number of the first row that is changed, missing or out of place, or null.
 */
export function walkChain(
  rows: Iterable<ChainRow>,
  hash: Pick<Hash, 'sha256'>,
): { head: ChainHead; firstBad: number | null } {
  let head = EMPTY_CHAIN
  for (const row of rows) {
    const expected = nextRow(head, row.entry, hash)
    if (row.seq !== expected.seq || !sameBytes(row.hash, expected.hash)) return { head, firstBad: head.rows + 1 }
    head = { rows: expected.seq, hash: expected.hash }
  }
  return { head, firstBad: null }
}

export const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

export function eightBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
