import { BulkheadError } from '../errors.ts'
import type { TokenRow } from '../ports.ts'
import type { Secret } from '../token/secret.ts'
import { eventOf } from './event-of.ts'
import { isDecided } from './fetch-secret.ts'
import type { Vault } from './vault.ts'

/**
 * Writes a new token: its row, its secret, and what was done.
 *
 * The row is pending until the secret is safe: a crash in between leaves what `settle` finds, and loses nothing acknowledged.
 *
 * @param row A pending one.
 * @throws {BulkheadError} `name-taken`, and whatever the secret store throws.
 */
export async function storeToken(vault: Vault, row: TokenRow, secret: Secret): Promise<void> {
  vault.catalog.insertPending(row)
  await keep(vault, row, secret)
  await activate(vault, row)
}

async function keep({ secrets, catalog }: Vault, row: TokenRow, secret: Secret): Promise<void> {
  try {
    await secrets.set(row.account, secret)
  } catch (error) {
    if (isDecided(error)) catalog.purge(row.id)
    throw error
  }
}

/**
 * pending → live. `settle`, run by another process meanwhile, may have taken the row for a leftover: then it has either
 * made it live itself, or withdrawn it, and the row is put back.
 */
async function activate(vault: Vault, row: TokenRow): Promise<void> {
  const { secrets, catalog } = vault
  const event = eventOf(vault, 'add', row)
  try {
    catalog.activate(row.id, event)
  } catch (error) {
    if (!(error instanceof BulkheadError && error.code === 'not-found')) throw error
    if (catalog.tokenById(row.id) !== null) return
    try {
      catalog.insertPending(row)
    } catch (taken) {
      await secrets.delete(row.account)
      throw taken
    }
    catalog.activate(row.id, event)
  }
}
