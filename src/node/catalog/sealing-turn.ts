import { setTimeout as sleep } from 'node:timers/promises'
import { BulkheadError } from '../../core/errors.ts'
import { isAtWork } from '../processes/is-at-work.ts'
import type { Database } from './database.ts'

const KEY = 'seal.turn'

/** Longer than a keychain takes with a prompt, ms. */
const PATIENCE = 60_000
const PAUSE = 20

/** The turns that this process has now; a number alone does not tell them from one that an earlier process left. */
const ours = new Set<string>()
let count = 0

/**
 * Runs `work` while no other process seals the same record.
 *
 * A seal is two keychain entries and a row: two that make their first at once would each make a key, and each would take
 * the other's for a forgery. The database cannot be kept locked while the keychain is asked, so the turn is a row in it.
 *
 * @param patience How long to wait for the others, ms.
 * @throws {BulkheadError} `failure` when the others take longer; whatever `work` throws.
 */
export async function inSealingTurn<T>(database: Database, work: () => Promise<T>, patience = PATIENCE): Promise<T> {
  count += 1
  const turn = `${process.pid} ${new Date().toISOString()} ${count}`
  const deadline = performance.now() + patience
  while (!take(database, turn)) {
    if (performance.now() > deadline) throw busy()
    await sleep(PAUSE)
  }
  ours.add(turn)
  try {
    return await work()
  } finally {
    ours.delete(turn)
    database.write(() => database.run('DELETE FROM meta WHERE key = ? AND value = ?', KEY, turn))
  }
}

const take = (database: Database, turn: string): boolean =>
  database.write(() => {
    const taken = database.row('SELECT value FROM meta WHERE key = ?', KEY)?.[0]
    if (typeof taken === 'string' && isTaken(taken)) return false
    database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', KEY, turn)
    return true
  })

function isTaken(turn: string): boolean {
  const [pid = '', since = ''] = turn.split(' ')
  return ours.has(turn) || isAtWork(Number(pid), since)
}

const busy = (): BulkheadError =>
  new BulkheadError('failure', 'another bulkhead has been sealing the record for a long time', {
    hint: 'try again when it is done',
  })
