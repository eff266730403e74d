import type { TokenRow } from '../ports.ts'
import { eventOf } from './event-of.ts'
import { findToken } from './find-token.ts'
import type { Vault } from './vault.ts'

/**
 * Removes a token, its bindings and its secret; not its audit trail.
 *
 * A tombstone first, then the keychain, then the row: a crash in between leaves what `settle` finds.
 *
 * @throws {BulkheadError} `not-found`; whatever the secret store throws: one that is locked or missing is found so before
 * anything changes, and where it fails later, the token is gone from the list all the same.
 */
export async function removeToken(vault: Vault, name: string): Promise<void> {
  const row = findToken(vault, name)
  // Nothing has this account: the answer tells whether the store can be asked, and brings no secret here.
  await vault.secrets.get(`${row.id}.none`)
  vault.catalog.entomb(row.id, eventOf(vault, 'rm', row))
  await bury(vault, row)
}

/** Deletes the secret of an entombed or unfinished row, then the row. */
export async function bury({ secrets, catalog }: Vault, row: TokenRow): Promise<void> {
  await secrets.delete(row.account)
  catalog.purge(row.id)
}
