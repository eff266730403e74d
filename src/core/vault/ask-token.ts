import { type Identity, identify } from '../identify/identify.ts'
import { providerById } from '../providers/providers.ts'
import { type AskedAbout, type Asking, askAbout } from '../reach/ask-about.ts'
import { providerOfDestinations } from '../reach/provider-of-destinations.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Secret } from '../token/secret.ts'
import type { Token, TokenStatus } from '../token/token.ts'
import { checkToken } from './check-token.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findToken } from './find-token.ts'
import { readReach } from './read-reach.ts'
import type { Vault } from './vault.ts'

export interface AskedToken extends Pick<AskedAbout, 'told' | 'why'> {
  readonly token: Token
}

/**
 * Asks a token's provider what it may do, reads its reach anew with the answer, and keeps both.
 *
 * A provider that says nothing of use takes nothing away: what it said before stays, with the time at which it said it.
 *
 * @throws {BulkheadError} `not-found`, `usage` when a base URL was given for a provider with one place, and whatever the
 * secret store throws.
 */
export async function askToken(vault: Vault, name: string, asking: Asking): Promise<AskedToken> {
  const before = findToken(vault, name)
  const secret = await fetchSecret(vault, before)
  const identity = identityOf(vault, before, secret)
  const asked = await askAbout(secret.reveal(), identity, before.destinations, asking, vault.world.now())
  const { told, why } = asked
  if (told === null) return { token: await checkToken(vault, name), told, why }

  // Asking takes seconds: the token may have been edited, rotated or removed meanwhile.
  const old = findToken(vault, before.name)
  const isSame = old.id === before.id && old.account === before.account
  const introspected = isSame ? latest(old.introspected, told) : old.introspected
  const current = isSame ? secret : await fetchSecret(vault, old)
  const { provider, kind, reach, readWith } = readReach(vault, current, old.declared, introspected)
  const token = {
    ...old,
    provider: provider ?? old.provider,
    kind,
    reach,
    readWith,
    introspected,
    status: statusAfter(old.status, isSame ? told : null),
    expiresAt: expiryAfter(old.expiresAt, old.introspected, introspected),
  }
  vault.catalog.update(token, eventOf(vault, 'introspect', token, { request: asked.requests[0] ?? null }))
  return { token, told, why }
}

// Whose a token is may have been known when it was added, and its destinations may say it where its form does not.
function identityOf({ providers }: Vault, { provider, destinations }: Token, secret: Secret): Identity {
  const identity = identify(secret.reveal(), providers)
  const known = identity.provider ?? providerById(provider) ?? providerOfDestinations(providers, destinations)
  return { ...identity, provider: known }
}

const latest = (old: Introspected | null, told: Introspected): Introspected =>
  told.outcome === 'silent' && old !== null ? old : told

// A provider may take a token again that it refused: it was suspended, or another server was asked.
function statusAfter(status: TokenStatus, told: Introspected | null): TokenStatus {
  if (status === 'quarantined') return status
  if (told?.outcome === 'dead') return 'revoked'
  return told?.outcome === 'told' ? 'active' : status
}

/** The provider's expiry where the user gave none; one that came from an earlier answer is no word of the user's. */
function expiryAfter(current: string | null, old: Introspected | null, now: Introspected | null): string | null {
  const own = current !== null && current === old?.expiresAt ? null : current
  return own ?? now?.expiresAt ?? null
}
