import type { Session } from '../core/ports.ts'
import type { Database, Values } from './database.ts'

const COLUMNS = 'id, kind, root, project, started_at, ended_at, ends_at, pid, tokens'

/** All sessions, oldest first: their ids grow with time. */
export const readSessions = (database: Database): Session[] =>
  database.rows(`SELECT ${COLUMNS} FROM sessions ORDER BY id`).map(toSession)

/** Records a session and that its tokens were used. */
export function writeSession(database: Database, session: Session): void {
  const { id, kind, root, project, startedAt, endedAt, endsAt, pid, tokens } = session
  const values = [id, kind, root, project, startedAt, endedAt, endsAt, pid, JSON.stringify(tokens)]
  database.run(`INSERT INTO sessions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...values)
  for (const token of tokens) {
    database.run("UPDATE tokens SET last_used_at = max(ifnull(last_used_at, ''), ?) WHERE id = ?", startedAt, token)
  }
}

export const closeSession = (database: Database, id: string, at: string): number =>
  database.run('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL', at, id)

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
  }
}
