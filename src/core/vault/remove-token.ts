import type { TokenRow } from '../ports.ts'
import { eventOf } from './event-of.ts'
import { findToken } from './find-token.ts'
import type { Vault } from './vault.ts'

/**
 * Removes a token and its secret; not its audit trail.
 *
 * What it was bound to stops in every session until another token is bound there: a command that ran without it could take
 * another credential that lies about.
 *
 * A tombstone first, then the keychain, then the row: a crash in between leaves what `settle` finds.
 *
 * @param unbind Takes its bindings away, too.
 * @throws {BulkheadError} `not-found`; whatever the secret store throws: one that is locked or missing is found so before
 * anything changes, and where it fails later, the token is gone from the list all the same.
 */
export async function removeToken(vault: Vault, name: string, { unbind = false } = {}): Promise<void> {
  const row = findToken(vault, name)
  // Nothing has this account: the answer tells whether the store can be asked, and brings no secret here.
  await vault.secrets.get(`${row.id}.none`)
  vault.catalog.entomb(row.id, eventOf(vault, 'rm', row), { unbind })
  await bury(vault, row)
}

/** Deletes the secret of an entombed or unfinished row, then the row. */
export async function bury({ secrets, catalog }: Vault, row: TokenRow): Promise<void> {
  await secrets.delete(row.account)
  catalog.purge(row.id)
}
