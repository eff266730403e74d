import type { TokenRow } from '../ports.ts'
import { type Domain, parseName } from '../token/domain.ts'
import type { Declared } from '../token/reach.ts'
import type { Token } from '../token/token.ts'
import { parseVariable } from '../token/variable.ts'
import { canonicalDestinations } from './canonical-destinations.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findToken, findTokenById } from './find-token.ts'
import { readReach } from './read-reach.ts'
import type { Vault } from './vault.ts'

/** What may be changed of a token; what is left out stays. */
export interface TokenChanges extends Partial<Declared> {
  readonly name?: string
  readonly domain?: Domain
  /** Destination strings, in place of all there are. */
  readonly destinations?: readonly string[]
  readonly env?: string | null
  /** ISO time, or null for none. */
  readonly expiresAt?: string | null
}

/**
 * Changes a token's record. Reads the secret only when what is declared of its reach changes.
 *
 * @throws {BulkheadError} `not-found`, `name-invalid`, `name-taken`, `destination-invalid`, `destination-refused`,
 * `variable-invalid`, `variable-refused`.
 */
export async function editToken(vault: Vault, name: string, changes: TokenChanges): Promise<Token> {
  const before = findToken(vault, name)
  const reading = await readingAfter(vault, before, changes)
  // While the keychain was asked, another process may have edited the token, or given it another secret.
  const old = findTokenById(vault, before.id)
  if (old.account !== before.account || !isSameDeclared(old, before)) return editToken(vault, old.name, changes)

  const token: TokenRow = {
    ...old,
    ...reading,
    name: parseName(changes.name ?? old.name),
    domain: changes.domain ?? old.domain,
    destinations: changes.destinations ? canonicalDestinations(changes.destinations) : old.destinations,
    env: changes.env === undefined ? old.env : changes.env && parseVariable(changes.env),
    expiresAt: changes.expiresAt === undefined ? old.expiresAt : changes.expiresAt,
  }
  vault.catalog.update(token, eventOf(vault, 'edit', token))
  return token
}

const isSameDeclared = (one: TokenRow, other: TokenRow): boolean =>
  JSON.stringify(one.declared) === JSON.stringify(other.declared)

async function readingAfter(
  vault: Vault,
  old: TokenRow,
  { scopes, resources }: TokenChanges,
): Promise<Partial<TokenRow>> {
  if (scopes === undefined && resources === undefined) return {}
  const declared = { scopes: scopes ?? old.declared.scopes, resources: resources ?? old.declared.resources }
  const { provider, kind, reach, readWith } = readReach(
    vault,
    await fetchSecret(vault, old),
    declared,
    old.introspected,
  )
  return { declared, provider: provider ?? old.provider, kind, reach, readWith }
}
