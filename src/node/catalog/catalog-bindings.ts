import type { Binding, KeptBinding } from '../../core/ports.ts'
import type { Database, Values } from './database.ts'

const BINDING = 'SELECT root, env, token_id, removed, accepted FROM bindings'

/** Bindings of one project, or of all, by root and variable. */
export const readBindings = (database: Database, root?: string): KeptBinding[] =>
  (root === undefined
    ? database.rows(`${BINDING} ORDER BY root, env`)
    : database.rows(`${BINDING} WHERE root = ? ORDER BY env`, root)
  ).map(toBinding)

/** Sets what a variable of a project is; an earlier binding of it is replaced. */
export function writeBinding(database: Database, { root, env, tokenId, accepted }: Binding): void {
  const values = [root, env, tokenId, JSON.stringify(accepted)]
  database.run('INSERT OR REPLACE INTO bindings (root, env, token_id, accepted) VALUES (?, ?, ?, ?)', ...values)
}

/** @returns False when there was none. */
export const dropBinding = (database: Database, root: string, env: string): boolean =>
  database.run('DELETE FROM bindings WHERE root = ? AND env = ?', root, env) > 0

export const dropBindingsOf = (database: Database, tokenId: string): number =>
  database.run('DELETE FROM bindings WHERE token_id = ?', tokenId)

/** Leaves the bindings of a token that is removed, with its name in its place. */
export const loosenBindingsOf = (database: Database, tokenId: string): number =>
  database.run(
    'UPDATE bindings SET token_id = NULL, removed = (SELECT name FROM tokens WHERE id = token_id) WHERE token_id = ?',
    tokenId,
  )

const toBinding = ([root, env, tokenId, removed, accepted]: Values): KeptBinding => ({
  root: String(root),
  env: String(env),
  tokenId: tokenId === null ? null : String(tokenId),
  removed: removed === null ? null : String(removed),
  accepted: JSON.parse(String(accepted)),
})
