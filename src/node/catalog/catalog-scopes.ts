import { type LearnedScopes, MOST_SCOPES, type ScopeEvidence } from '../../core/token/scope-evidence.ts'
import type { Database, Values } from './database.ts'

const SELECT = 'SELECT accepted, held, requests, since, at, token_id FROM scope_evidence'

/** What servers said of the scopes of every token, by its id. */
export const readScopes = (database: Database): Map<string, ScopeEvidence> =>
  new Map(database.rows(SELECT).map((values) => [String(values[5]), toEvidence(values)]))

/** What servers said of one token's scopes; null when nothing was said. */
export function readScopesOf(database: Database, id: string): ScopeEvidence | null {
  const values = database.row(`${SELECT} WHERE token_id = ?`, id)
  return values && toEvidence(values)
}

/** Adds what a session learned to what is known; nothing for a token that is gone. */
export function addScopes(
  database: Database,
  id: string,
  { accepted, held, requests }: LearnedScopes,
  at: string,
): void {
  const known = readScopesOf(database, id)
  const all = [...new Set([...(known?.accepted ?? []), ...accepted])].slice(0, MOST_SCOPES).sort()
  const last = held.length > 0 ? held.slice(0, MOST_SCOPES) : (known?.held ?? [])
  database.run(
    `INSERT INTO scope_evidence (token_id, accepted, held, requests, since, at)
     SELECT id, ?, ?, ?, ?, ? FROM tokens WHERE id = ? AND life = 'live'
     ON CONFLICT (token_id) DO UPDATE SET accepted = excluded.accepted, held = excluded.held,
       requests = requests + excluded.requests, at = excluded.at`,
    JSON.stringify(all),
    JSON.stringify(last),
    requests,
    at,
    at,
    id,
  )
}

/** Forgets what was said of a token whose secret is another now. */
export function dropScopes(database: Database, id: string): void {
  database.run('DELETE FROM scope_evidence WHERE token_id = ?', id)
}

const toEvidence = ([accepted, held, requests, since, at]: Values): ScopeEvidence => ({
  accepted: JSON.parse(String(accepted)),
  held: JSON.parse(String(held)),
  requests: Number(requests),
  since: String(since),
  at: String(at),
})
