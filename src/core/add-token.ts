import type { TokenRow } from './ports.ts'
import { providerById } from './providers/providers.ts'
import { type Domain, parseName } from './token/domain.ts'
import { newId } from './token/new-id.ts'
import type { Declared } from './token/reach.ts'
import type { Secret } from './token/secret.ts'
import type { Token } from './token/token.ts'
import { parseVariable } from './token/variable.ts'
import { canonicalDestinations } from './vault/canonical-destinations.ts'
import { readReach } from './vault/read-reach.ts'
import { storeToken } from './vault/store-token.ts'
import type { Vault } from './vault/vault.ts'

/** What a user says of a new token. */
export interface NewToken extends Declared {
  readonly name: string
  readonly domain: Domain
  /** Destination strings; null takes those that the secret or its kind names, else the provider's own. */
  readonly destinations: readonly string[] | null
  /** Variable; undefined takes the one of its kind, else the provider's first; null takes none. */
  readonly env: string | null | undefined
  /** ISO time; null takes the expiry that the secret carries, if it carries one. */
  readonly expiresAt: string | null
}

/**
 * The first journey: a secret becomes a token of one domain, with its reach read and its secret in the keychain.
 *
 * @throws {BulkheadError} `name-invalid`, `name-taken`, `destination-invalid`, `destination-refused`, `variable-invalid`,
 * `variable-refused`, and whatever the secret store throws.
 */
export async function addToken(vault: Vault, secret: Secret, wanted: NewToken): Promise<Token> {
  const row = rowOf(vault, secret, wanted)
  await storeToken(vault, row, secret)
  return row
}

function rowOf(vault: Vault, secret: Secret, wanted: NewToken): TokenRow {
  const now = vault.world.now()
  const { own, ...reading } = readReach(vault, secret, wanted, null)
  const provider = providerById(reading.provider)
  const id = newId('tok', now.getTime(), vault.world.random(10))
  return {
    id,
    name: parseName(wanted.name),
    ...reading,
    status: 'active',
    domain: wanted.domain,
    destinations: canonicalDestinations(wanted.destinations ?? own.destinations ?? provider?.destinations ?? []),
    env: wanted.env === undefined ? (own.env ?? provider?.env[0] ?? null) : wanted.env && parseVariable(wanted.env),
    createdAt: now.toISOString(),
    expiresAt: wanted.expiresAt ?? own.expiresAt,
    rotatedAt: null,
    lastUsedAt: null,
    life: 'pending',
    account: id,
    declared: { scopes: wanted.scopes, resources: wanted.resources },
    introspected: null,
  }
}
