import type { Database } from './database.ts'
import { isAtWork } from './is-at-work.ts'

/** Notes an account whose secret no token uses, or not yet. */
export const noteStray = (database: Database, account: string): number =>
  database.run(
    'INSERT OR REPLACE INTO strays (account, writer, at) VALUES (?, ?, ?)',
    account,
    process.pid,
    new Date().toISOString(),
  )

/** Accounts that a crash left; not those that a running process is about to use or to delete. */
export const leftStrays = (database: Database): string[] =>
  database
    .rows('SELECT account, writer, at FROM strays ORDER BY account')
    .filter(([, writer, at]) => !isAtWork(Number(writer), String(at)))
    .map(([account]) => String(account))

export const dropStray = (database: Database, account: string): number =>
  database.run('DELETE FROM strays WHERE account = ?', account)
