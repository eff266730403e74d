import type { TrustRecord } from '../../core/ports.ts'
import type { Database, Values } from './database.ts'

const TRUST = 'SELECT hash, root, decision, parsed, at FROM trust'

export function readTrust(database: Database, hash: string): TrustRecord | null {
  const values = database.row(`${TRUST} WHERE hash = ?`, hash)
  return values && toTrust(values)
}

/** The latest answer for each root. */
export const latestTrusts = (database: Database): TrustRecord[] =>
  database.rows('SELECT hash, root, decision, parsed, max(at) FROM trust GROUP BY root ORDER BY root').map(toTrust)

export function writeTrust(database: Database, { hash, root, decision, parsed, at }: TrustRecord): void {
  const values = [hash, root, decision, parsed, at]
  database.run('INSERT OR REPLACE INTO trust (hash, root, decision, parsed, at) VALUES (?, ?, ?, ?, ?)', ...values)
}

const toTrust = ([hash, root, decision, parsed, at]: Values): TrustRecord => ({
  hash: String(hash),
  root: String(root),
  decision: decision === 'allowed' ? 'allowed' : 'denied',
  parsed: parsed === null ? null : String(parsed),
  at: String(at),
})
