import { BulkheadError } from '../errors.ts'
import type { TokenRow } from '../ports.ts'
import type { Secret } from '../token/secret.ts'
import type { Token } from '../token/token.ts'
import { eventOf } from './event-of.ts'
import { isDecided } from './fetch-secret.ts'
import { findToken, findTokenById } from './find-token.ts'
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
  const { id } = findToken(vault, name)
  const account = catalog.claimAccount(id)
  await write(vault, account, secret)
  const { token, replaced } = await putInPlace(vault, { id, account, secret, expiresAt })
  await secrets.delete(replaced)
  catalog.dropStray(replaced)
  return token
}

interface Next {
  readonly id: string
  readonly account: string
  readonly secret: Secret
  readonly expiresAt: string | null
}

/** The catalog names the new secret, in the place of whichever the token has by now: another process may rotate it, too. */
async function putInPlace(vault: Vault, next: Next): Promise<{ token: TokenRow; replaced: string }> {
  try {
    for (;;) {
      const old = findTokenById(vault, next.id)
      const token = rowAfter(vault, old, next)
      if (vault.catalog.rotate(token, old.account, eventOf(vault, 'rotate', token)))
        return { token, replaced: old.account }
    }
  } catch (error) {
    // Removed meanwhile: no token has the new secret, and none will.
    if (error instanceof BulkheadError && error.code === 'not-found') {
      await vault.secrets.delete(next.account)
      vault.catalog.dropStray(next.account)
    }
    throw error
  }
}

function rowAfter(vault: Vault, old: TokenRow, { account, secret, expiresAt }: Next): TokenRow {
  const { own, ...reading } = readReach(vault, secret, old.declared, null)
  return {
    ...old,
    ...reading,
    provider: reading.provider ?? old.provider,
    // What was said of the old secret says nothing of this one.
    introspected: null,
    status: old.status === 'revoked' ? 'active' : old.status,
    account,
    expiresAt: expiresAt ?? own.expiresAt,
    rotatedAt: vault.world.now().toISOString(),
  }
}

async function write({ catalog, secrets }: Vault, account: string, secret: Secret): Promise<void> {
  try {
    await secrets.set(account, secret)
  } catch (error) {
    if (isDecided(error)) catalog.dropStray(account)
    throw error
  }
}
