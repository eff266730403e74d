import type { TokenRow } from '../ports.ts'
import type { Secret } from '../token/secret.ts'
import type { Token } from '../token/token.ts'
import { eventOf } from './event-of.ts'
import { findToken } from './find-token.ts'
import { readReach } from './read-reach.ts'
import type { Vault } from './vault.ts'

/**
 * Swaps a token's secret for a new one, everywhere at once: name, domain, bindings and declared scopes stay, reach is read anew.
 *
 * The old secret is deleted only when the new one is in place and the catalog names it.
 *
 * @param expiresAt ISO time; null takes the expiry that the new secret carries, if it carries one.
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws; the old secret is in force then.
 */
export async function rotateToken(
  vault: Vault,
  name: string,
  secret: Secret,
  expiresAt: string | null = null,
): Promise<Token> {
  const { catalog, secrets } = vault
  const old = findToken(vault, name)
  const { own, ...reading } = readReach(vault, secret, old.declared, null)
  const token: TokenRow = {
    ...old,
    ...reading,
    provider: reading.provider ?? old.provider,
    // What was said of the old secret says nothing of this one.
    introspected: null,
    status: old.status === 'revoked' ? 'active' : old.status,
    account: nextAccount(old),
    expiresAt: expiresAt ?? own.expiresAt,
    rotatedAt: vault.world.now().toISOString(),
  }

  catalog.noteStray(token.account)
  await secrets.set(token.account, secret)
  catalog.update(token, eventOf(vault, 'rotate', token))
  await secrets.delete(old.account)
  catalog.dropStray(old.account)
  return token
}

function nextAccount({ id, account }: TokenRow): string {
  const generation = account === id ? 1 : Number(account.slice(id.length + 1))
  return `${id}.${generation + 1}`
}
