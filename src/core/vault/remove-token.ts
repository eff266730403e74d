import type { TokenRow } from '../ports.ts'
import { eventOf } from './event-of.ts'
import { findToken } from './find-token.ts'
import type { Vault } from './vault.ts'

/**
 * Removes a token, its bindings and its secret; not its audit trail.
 *
 * A tombstone first, then the keychain, then the row: a crash in between leaves what `settle` finds.
 *
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws; the token is gone from the list even then.
 */
export async function removeToken(vault: Vault, name: string): Promise<void> {
  const row = findToken(vault, name)
  vault.catalog.entomb(row.id, eventOf(vault, 'rm', row))
  await bury(vault, row)
}

/** Deletes the secret of an entombed or unfinished row, then the row. */
export async function bury({ secrets, catalog }: Vault, row: TokenRow): Promise<void> {
  await secrets.delete(row.account)
  catalog.purge(row.id)
}
