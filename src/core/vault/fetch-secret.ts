import { BulkheadError } from '../errors.ts'
import type { SecretStore, TokenRow } from '../ports.ts'
import type { Secret } from '../token/secret.ts'

// After one of these the keychain may still finish the write: the row stays, for `settle` to look again.
const UNDECIDED = new Set(['prompt-timeout', 'keychain-crashed'])

/** True when a failed write certainly wrote nothing. */
export const isDecided = (error: unknown): boolean => !(error instanceof BulkheadError && UNDECIDED.has(error.code))

/**
 * The current secret of a token.
 *
 * @throws {BulkheadError} `not-found` when the keychain has none, and whatever the store throws.
 */
export async function fetchSecret(secrets: SecretStore, { account, name }: TokenRow): Promise<Secret> {
  const secret = await secrets.get(account)
  if (secret) return secret
  throw new BulkheadError('not-found', `the keychain holds no secret for ${name}`, {
    hint: `give it again: bulkhead rotate ${name}`,
  })
}
