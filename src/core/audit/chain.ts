import type { AuditEntry, AuditEvent, ChainHead, ChainRow, Hash } from '../ports.ts'

/** The head of a chain without rows: no row was hashed yet. */
export const EMPTY_CHAIN: ChainHead = { rows: 0, hash: new Uint8Array(32) }

/**
 * The one text of an entry that is hashed and kept: JSON with its fields in this order and nothing else.
 *
 * JSON escapes line breaks, so that a name can never look like two records.
 */
export function canonicalEntry(entry: AuditEntry): string {
  return `{"at":${JSON.stringify(entry.at)},${textAfterTime(entry)}`
}

let last: { readonly entry: AuditEntry; readonly text: string } | null = null

/** Requests that follow each other mostly differ in their time alone: 0.3 µs instead of 2 for each that is like the last. */
function textAfterTime(entry: AuditEntry): string {
  if (last === null || !isAlike(entry, last.entry)) last = { entry, text: writtenAfterTime(entry) }
  return last.text
}

const isAlike = (one: AuditEntry, other: AuditEntry): boolean =>
  one.action === other.action &&
  one.token?.id === other.token?.id &&
  one.token?.name === other.token?.name &&
  one.project === other.project &&
  one.session === other.session &&
  one.process === other.process &&
  one.request?.method === other.request?.method &&
  one.request?.host === other.request?.host &&
  one.request?.status === other.request?.status &&
  one.decision === other.decision &&
  one.code === other.code

function writtenAfterTime({ action, token, project, session, process, request, decision, code }: AuditEntry): string {
  const before = JSON.stringify({ action, token: token && { id: token.id, name: token.name }, project, session })
  const after = JSON.stringify({
    request: request && { method: request.method, host: request.host, status: request.status },
    decision,
    code,
  })
  return `${before.slice(1, -1)},"process":${processText(process)},${after.slice(1)}`
}

/** The requests of a session share one line of processes, which is most of their text. */
const lines = new WeakMap<AuditEntry['process'], string>()

function processText(process: AuditEntry['process']): string {
  const text = lines.get(process) ?? JSON.stringify(process.map(({ pid, exe }) => ({ pid, exe })))
  lines.set(process, text)
  return text
}

/** The row that follows `head`: its hash covers the hash before it, its place and its text. */
export function nextRow(head: ChainHead, entry: string, hash: Pick<Hash, 'sha256'>): ChainRow {
  const seq = head.rows + 1
  return { seq, entry, hash: hash.sha256(hashedBytes(head.hash, seq, entry)) }
}

const ENCODER = new TextEncoder()

/** Where rows are put together, one after the other: to make an array takes twice as long as to hash it. */
let sheet = new Uint8Array(4_096)

function hashedBytes(before: Uint8Array, seq: number, entry: string): Uint8Array {
  const start = before.length + 8
  // A UTF-16 unit takes three bytes of UTF-8 at most.
  if (sheet.length < start + entry.length * 3) sheet = new Uint8Array(start + entry.length * 3)
  sheet.set(before)
  writeEightBytes(sheet, before.length, seq)
  const { written } = ENCODER.encodeInto(entry, sheet.subarray(start))
  return sheet.subarray(0, start + written)
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
  writeEightBytes(bytes, 0, value)
  return bytes
}

function writeEightBytes(bytes: Uint8Array, at: number, value: number): void {
  let rest = value
  for (let index = at + 7; index >= at; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
