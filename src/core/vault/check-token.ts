import type { Reach } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findToken } from './find-token.ts'
import { readReach } from './read-reach.ts'
import type { Vault } from './vault.ts'

/**
 * Reads a token's reach from its secret again, with what is known of its provider today, and keeps it when it changed.
 *
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws.
 */
export async function checkToken(vault: Vault, name: string): Promise<Token> {
  const old = findToken(vault, name)
  const { provider, kind, reach, readWith } = readReach(
    vault,
    await fetchSecret(vault.secrets, old),
    old.declared,
    old.introspected,
  )
  if (kind === old.kind && says(reach) === says(old.reach)) {
    if (readWith !== old.readWith) vault.catalog.noteReading([old], readWith)
    return old
  }
  const token = { ...old, provider: provider ?? old.provider, kind, reach, readWith }
  vault.catalog.update(token, eventOf(vault, 'edit', token))
  return token
}

/** What a reach says, whenever it was read. */
const says = ({ evidence, ...reach }: Reach): string =>
  JSON.stringify({ ...reach, evidence: evidence.map(({ source, says }) => ({ source, says })) })
