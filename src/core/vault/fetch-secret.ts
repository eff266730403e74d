import { BulkheadError } from '../errors.ts'
import type { TokenRow } from '../ports.ts'
import type { Secret } from '../token/secret.ts'
import type { Vault } from './vault.ts'

// After one of these the keychain may still finish the write: the row stays, for `settle` to look again.
const UNDECIDED = new Set(['prompt-timeout', 'keychain-crashed'])

/** True when a failed write certainly wrote nothing. */
export const isDecided = (error: unknown): boolean => !(error instanceof BulkheadError && UNDECIDED.has(error.code))

/**
 * The current secret of a token, also where another process rotated it after the record was read.
 *
 * @throws {BulkheadError} `not-found` when the keychain has none, and whatever the store throws.
 */
export async function fetchSecret(
  vault: Pick<Vault, 'secrets' | 'catalog'>,
  { id, account, name }: TokenRow,
): Promise<Secret> {
  const secret = await vault.secrets.get(account)
  if (secret) return secret
  const row = vault.catalog.tokenById(id)
  if (row?.life === 'live' && row.account !== account) return fetchSecret(vault, row)
  throw new BulkheadError('not-found', `the keychain holds no secret for ${name}`, {
    hint: `give it again: bulkhead rotate ${name}`,
  })
}
