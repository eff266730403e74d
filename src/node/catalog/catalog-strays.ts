import { isAtWork } from '../processes/is-at-work.ts'
import type { Database } from './database.ts'

/** Notes an account whose secret no token uses, or not yet. */
export const noteStray = (database: Database, account: string): number =>
  database.run(
    'INSERT OR REPLACE INTO strays (account, writer, at) VALUES (?, ?, ?)',
    account,
    process.pid,
    new Date().toISOString(),
  )

/** Notes the next account of a token that neither a token nor a stray has, and returns it. */
export function claimAccount(database: Database, id: string): string {
  const current = database.row('SELECT account FROM tokens WHERE id = ?', id)?.[0]
  for (let generation = generationOf(String(current ?? id), id) + 1; ; generation += 1) {
    const account = `${id}.${generation}`
    if (isFree(database, account)) {
      noteStray(database, account)
      return account
    }
  }
}

const generationOf = (account: string, id: string): number =>
  account === id ? 1 : Number(account.slice(id.length + 1))

const isFree = (database: Database, account: string): boolean =>
  database.row(
    'SELECT 1 FROM tokens WHERE account = ? UNION ALL SELECT 1 FROM strays WHERE account = ?',
    account,
    account,
  ) === null

/** Accounts that a crash left; not those that a running process is about to use or to delete. */
export const leftStrays = (database: Database): string[] =>
  database
    .rows('SELECT account, writer, at FROM strays ORDER BY account')
    .filter(([, writer, at]) => !isAtWork(Number(writer), String(at)))
    .map(([account]) => String(account))

export const dropStray = (database: Database, account: string): number =>
  database.run('DELETE FROM strays WHERE account = ?', account)
