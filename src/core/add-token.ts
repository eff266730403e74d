import { BulkheadError } from './errors.ts'
import type { TokenRow } from './ports.ts'
import { providerById } from './providers/providers.ts'
import { type Domain, parseName } from './token/domain.ts'
import { newId } from './token/new-id.ts'
import type { Declared } from './token/reach.ts'
import type { Secret } from './token/secret.ts'
import type { Token } from './token/token.ts'
import { parseVariable } from './token/variable.ts'
import { canonicalDestinations } from './vault/canonical-destinations.ts'
import { eventOf } from './vault/event-of.ts'
import { isDecided } from './vault/fetch-secret.ts'
import { readReach } from './vault/read-reach.ts'
import type { Vault } from './vault/vault.ts'

/** What a user says of a new token. */
export interface NewToken extends Declared {
  readonly name: string
  readonly domain: Domain
  /** Destination strings; null takes the provider's own. */
  readonly destinations: readonly string[] | null
  /** Variable; undefined takes the provider's first, null takes none. */
  readonly env: string | null | undefined
  /** ISO time; null takes the expiry that the secret carries, if it carries one. */
  readonly expiresAt: string | null
}

/**
 * The first journey: a secret becomes a token of one domain, with its reach read and its secret in the keychain.
 *
 * The row is pending until the secret is safe: a crash in between leaves what `settle` finds, and loses nothing acknowledged.
 *
 * @throws {BulkheadError} `name-invalid`, `name-taken`, `destination-invalid`, `destination-refused`, `variable-invalid`,
 * `variable-refused`, and whatever the secret store throws.
 */
export async function addToken(vault: Vault, secret: Secret, wanted: NewToken): Promise<Token> {
  const row = rowOf(vault, secret, wanted)
  vault.catalog.insertPending(row)
  await keep(vault, row, secret)
  await activate(vault, row)
  return row
}

function rowOf(vault: Vault, secret: Secret, wanted: NewToken): TokenRow {
  const now = vault.world.now()
  const { ownExpiry, ...reading } = readReach(vault, secret, wanted, null)
  const provider = providerById(reading.provider)
  const id = newId('tok', now.getTime(), vault.world.random(10))
  return {
    id,
    name: parseName(wanted.name),
    ...reading,
    status: 'active',
    domain: wanted.domain,
    destinations: canonicalDestinations(wanted.destinations ?? provider?.destinations ?? []),
    env: wanted.env === undefined ? (provider?.env[0] ?? null) : wanted.env && parseVariable(wanted.env),
    createdAt: now.toISOString(),
    expiresAt: wanted.expiresAt ?? ownExpiry,
    rotatedAt: null,
    lastUsedAt: null,
    life: 'pending',
    account: id,
    declared: { scopes: wanted.scopes, resources: wanted.resources },
    introspected: null,
  }
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
