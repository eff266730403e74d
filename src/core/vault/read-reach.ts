import { identify } from '../identify/identify.ts'
import { reachOf } from '../reach/reach-of.ts'
import { fingerprintOf } from '../token/fingerprint.ts'
import type { Declared } from '../token/reach.ts'
import type { Secret } from '../token/secret.ts'
import type { Token } from '../token/token.ts'
import type { Vault } from './vault.ts'

/** What the text of a secret settles about its token, whatever the user says beside it. */
export interface Reading extends Pick<Token, 'provider' | 'kind' | 'reach' | 'fingerprint'> {
  /** The expiry that the secret itself carries; null when it carries none. */
  readonly ownExpiry: string | null
}

/** Reads a secret offline: provider, kind, reach with what was declared, fingerprint. */
export function readReach({ providers, world, catalog, hash }: Vault, secret: Secret, declared: Declared): Reading {
  const identity = identify(secret.reveal(), providers)
  return {
    provider: identity.provider?.id ?? null,
    kind: identity.format?.kind ?? null,
    reach: reachOf(identity, declared, world.now().toISOString()),
    fingerprint: fingerprintOf(secret, catalog.salt, hash),
    ownExpiry: identity.expiresAt,
  }
}
