import type { Session } from '../../core/ports.ts'
import { markUse } from './catalog-tokens.ts'
import type { Database, Values } from './database.ts'

const COLUMNS = 'id, kind, root, project, started_at, ended_at, ends_at, pid, tokens, brokered'

/** All sessions, oldest first: their ids grow with time. */
export const readSessions = (database: Database): Session[] =>
  database.rows(`SELECT ${COLUMNS} FROM sessions ORDER BY id`).map(toSession)

export const readSession = (database: Database, id: string): Session | null =>
  maybe(database.row(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`, id))

/** Those with a broker that did not report their end. */
export const readBrokered = (database: Database): Session[] =>
  database.rows(`SELECT ${COLUMNS} FROM sessions WHERE brokered = 1 AND ended_at IS NULL ORDER BY id`).map(toSession)

/** Records a session, that its tokens were used, and the hashes of its placeholders. */
export function writeSession(database: Database, session: Session, placeholders: readonly string[]): void {
  const { id, kind, root, project, startedAt, endedAt, endsAt, pid, tokens, brokered } = session
  const values = [id, kind, root, project, startedAt, endedAt, endsAt, pid, JSON.stringify(tokens), Number(brokered)]
  database.run(`INSERT INTO sessions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...values)
  for (const hash of placeholders) database.run('INSERT INTO placeholders (hash, session) VALUES (?, ?)', hash, id)
  markUse(database, tokens, startedAt)
}

export function closeSession(database: Database, id: string, at: string): void {
  database.run('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL', at, id)
  database.run('DELETE FROM placeholders WHERE session = ?', id)
}

/** @returns False when there is no such session with a broker, or it has ended. */
export const markEnd = (database: Database, id: string): boolean =>
  database.run('UPDATE sessions SET end_asked = 1 WHERE id = ? AND brokered = 1 AND ended_at IS NULL', id) > 0

export const isEndMarked = (database: Database, id: string): boolean =>
  database.row('SELECT 1 FROM sessions WHERE id = ? AND end_asked = 0 AND ended_at IS NULL', id) === null

export function placeholderOwner(database: Database, hash: string): string | null {
  const owner = database.row('SELECT session FROM placeholders WHERE hash = ?', hash)?.[0]
  return owner === undefined || owner === null ? null : String(owner)
}

const maybe = (values: Values | null): Session | null => values && toSession(values)

function toSession(values: Values): Session {
  const text = (index: number): string | null => values[index] as string | null
  return {
    id: String(values[0]),
    kind: values[1] === 'shell' ? 'shell' : 'exec',
    root: text(2),
    project: text(3),
    startedAt: String(values[4]),
    endedAt: text(5),
    endsAt: text(6),
    pid: Number(values[7]),
    tokens: JSON.parse(String(values[8])),
    brokered: values[9] === 1,
  }
}
