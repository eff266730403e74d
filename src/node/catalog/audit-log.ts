import { canonicalEntry, EMPTY_CHAIN, eventIn, nextRow } from '../../core/audit/chain.ts'
import type { AuditEntry, AuditEvent, AuditLog, ChainHead, ChainRow, Hash, Seal } from '../../core/ports.ts'
import { corrupt } from './catalog-error.ts'
import type { Database, Values } from './database.ts'

/** The audit trail in an open database whose schema is today's. */
export function auditLogIn(database: Database, hash: Hash): AuditLog {
  const appendAll = (entries: readonly AuditEntry[]): void =>
    database.write(() => {
      let head = readHead(database)
      for (let from = 0; from < entries.length; from += AT_ONCE) {
        const values: (number | string | Uint8Array)[] = []
        for (const entry of entries.slice(from, from + AT_ONCE)) {
          const row = nextRow(head, canonicalEntry(entry), hash)
          values.push(row.seq, row.entry, row.hash)
          head = { rows: row.seq, hash: row.hash }
        }
        database.run(insertOf(values.length / 3), ...values)
      }
    })
  return {
    append: (entry) => appendAll([entry]),
    appendAll,
    events: (limit = -1) =>
      database
        .rows('SELECT seq, entry, hash FROM audit ORDER BY seq DESC LIMIT ?', limit)
        .reverse()
        .map((values) => readEvent(toRow(values))),
    tripwires: (after) => database.rows(TRIPWIRES, after).map((values) => readEvent(toRow(values))),
    hasOtherThanRequests: (after) => database.row(OTHER_THAN_REQUESTS, after) !== null,
    head: () => readHead(database),
    hashAt: (seq) => {
      const hash = database.row('SELECT hash FROM audit WHERE seq = ?', seq)?.[0]
      return hash === undefined ? null : bytes(hash)
    },
    rows: () => readRows(database),
    seal: () => readSeal(database),
    setSeal: (seal) => database.write(() => writeSeal(database, seal)),
    // Loaded when it is needed: `exec` appends, and never seals.
    sealing: async (work) => (await import('./sealing-turn.ts')).inSealingTurn(database, work),
  }
}

/** Rows in one statement. A row costs 4 µs by itself, 2 among 16; more at once gain nothing. */
const AT_ONCE = 16

const insertOf = (rows: number): string =>
  `INSERT INTO audit (seq, entry, hash) VALUES ${Array(rows).fill('(?, ?, ?)').join(', ')}`

// A quote inside a text is escaped in JSON: only the action itself reads like this. Nothing is parsed that is not wanted.
const TRIPWIRES = `
  SELECT seq, entry, hash FROM audit WHERE seq > ? AND instr(entry, '"action":"tripwire"') > 0 ORDER BY seq`

const OTHER_THAN_REQUESTS = `SELECT 1 FROM audit WHERE seq > ? AND instr(entry, '"action":"request"') = 0 LIMIT 1`

function readHead(database: Database): ChainHead {
  const values = database.row('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
  return values === null ? EMPTY_CHAIN : { rows: Number(values[0]), hash: bytes(values[1]) }
}

function* readRows(database: Database): Generator<ChainRow> {
  for (const values of database.each('SELECT seq, entry, hash FROM audit ORDER BY seq')) yield toRow(values)
}

const SEAL_KEYS = { rows: 'seal.rows', hash: 'seal.hash', mac: 'seal.mac' } as const

function readSeal(database: Database): Seal | null {
  const found = new Map(
    database
      .rows("SELECT key, value FROM meta WHERE key IN ('seal.rows', 'seal.hash', 'seal.mac')")
      .map(([key, value]) => [key, value]),
  )
  if (found.size === 0) return null
  return {
    rows: Number(found.get(SEAL_KEYS.rows)),
    hash: bytes(found.get(SEAL_KEYS.hash)),
    mac: bytes(found.get(SEAL_KEYS.mac)),
  }
}

/** Keeps the newer of two seals, since another process may have sealed more meanwhile. */
function writeSeal(database: Database, seal: Seal): void {
  const known = readSeal(database)
  if (known !== null && known.rows > seal.rows) return
  const put = (key: string, value: number | Uint8Array) =>
    database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value)
  put(SEAL_KEYS.rows, seal.rows)
  put(SEAL_KEYS.hash, seal.hash)
  put(SEAL_KEYS.mac, seal.mac)
}

/** An entry that someone changed may be no JSON any more. */
function readEvent(row: ChainRow): AuditEvent {
  try {
    return eventIn(row)
  } catch (error) {
    throw corrupt(`row ${row.seq} of its audit trail was changed`, error)
  }
}

const toRow = ([seq, entry, hash]: Values): ChainRow => ({ seq: Number(seq), entry: String(entry), hash: bytes(hash) })

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw corrupt('a hash of its audit trail is not one')
}
