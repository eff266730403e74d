import type { SealedRecords } from '../../core/ports.ts'
import type { Database } from './database.ts'

/** The catalog's table of sealed oversize secrets. */
export const sealedRecordsIn = (database: Database): SealedRecords => ({
  read: (ref) => {
    const jwe = database.row('SELECT jwe FROM oversize WHERE ref = ?', ref)?.[0]
    return typeof jwe === 'string' ? jwe : null
  },
  write: (ref, account, jwe) => {
    database.write(() => database.run('INSERT INTO oversize (ref, account, jwe) VALUES (?, ?, ?)', ref, account, jwe))
  },
  prune: (account, ref) => {
    // The common case, nothing there, takes no write lock.
    if (database.row('SELECT 1 FROM oversize WHERE account = ? AND ref IS NOT ?', account, ref) === null) return
    database.write(() => database.run('DELETE FROM oversize WHERE account = ? AND ref IS NOT ?', account, ref))
  },
})
