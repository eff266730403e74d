import type { TokenRow } from '../ports.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import type { Vault } from './vault.ts'

/**
 * Lends a token's plaintext to `use`, after recording that it was revealed or copied.
 *
 * @throws {BulkheadError} `not-found` when the keychain has no such secret, and whatever the store throws.
 */
export async function withSecret<T>(
  vault: Vault,
  row: TokenRow,
  action: 'reveal' | 'copy',
  use: (plaintext: string) => Promise<T> | T,
): Promise<T> {
  const secret = await fetchSecret(vault, row)
  vault.audit.append(eventOf(vault, action, row))

  return use(secret.reveal())
}
