import type { TokenRow } from '../ports.ts'
import type { Reach } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findToken, findTokenById } from './find-token.ts'
import { readReach } from './read-reach.ts'
import type { Vault } from './vault.ts'

/**
 * Reads a token's reach from its secret again, with what is known of its provider today, and keeps it when it changed.
 *
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws.
 */
export async function checkToken(vault: Vault, name: string): Promise<Token> {
  const { row, readWith } = await readAgain(vault, findToken(vault, name))
  if (row.readWith !== readWith) vault.catalog.noteReading([row], readWith)
  return row
}

/** A row after its secret was read again. */
export interface Rechecked {
  readonly row: TokenRow
  /** Stamp of the table it was read with. The row names another when it said nothing new: that is for the caller to note. */
  readonly readWith: string
}

/**
 * As `checkToken`, but leaves it to the caller to note that nothing changed: for many tokens that is one write.
 *
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws.
 */
export async function readAgain(vault: Vault, before: TokenRow): Promise<Rechecked> {
  const secret = await fetchSecret(vault, before)
  // While the keychain was asked, another process may have edited the token, or given it another secret.
  const old = findTokenById(vault, before.id)
  if (old.account !== before.account) return readAgain(vault, old)

  const { provider, kind, reach, readWith } = readReach(vault, secret, old.declared, old.introspected)
  if (kind === old.kind && says(reach) === says(old.reach)) return { row: old, readWith }
  const row = { ...old, provider: provider ?? old.provider, kind, reach, readWith }
  vault.catalog.update(row, eventOf(vault, 'edit', row))
  return { row, readWith }
}

/** What a reach says, whenever it was read. */
const says = ({ evidence, ...reach }: Reach): string =>
  JSON.stringify({ ...reach, evidence: evidence.map(({ source, says }) => ({ source, says })) })
