import { type Identity, identify } from '../identify/identify.ts'
import type { TokenRow } from '../ports.ts'
import { reachWith } from '../reach/reach-with.ts'
import { fingerprintOf } from '../token/fingerprint.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Declared } from '../token/reach.ts'
import type { Secret } from '../token/secret.ts'
import { tableStamp } from './table-stamp.ts'
import type { Vault } from './vault.ts'

/** What the text of a secret settles about its token, whatever the user says beside it. */
export interface Reading extends Pick<TokenRow, 'provider' | 'kind' | 'reach' | 'fingerprint'> {
  /** Stamp of the table it was read with. */
  readonly readWith: string
  /** What the secret itself carries. */
  readonly own: {
    /** null when it carries none. */
    readonly expiresAt: string | null
    /** Where it, or else its kind, goes, canonical; null where neither tells, or where that is only a claim of a JWT. */
    readonly destinations: readonly string[] | null
    /** The variable that its kind is read from; null where that is its provider's usual one. */
    readonly env: string | null
  }
}

/** Reads a secret offline: provider, kind, reach with what was declared and what its provider once said, fingerprint. */
export function readReach(
  { providers, world, catalog, hash }: Vault,
  secret: Secret,
  declared: Declared,
  introspected: Introspected | null,
): Reading {
  const identity = identify(secret.reveal(), providers)
  return {
    provider: identity.provider?.id ?? null,
    kind: identity.format?.kind ?? null,
    reach: reachWith(identity, declared, introspected, world.now().toISOString()),
    fingerprint: fingerprintOf(secret, catalog.salt, hash),
    readWith: tableStamp(providers, hash),
    own: {
      expiresAt: identity.expiresAt,
      destinations: ownDestinations(identity),
      env: identity.format?.env ?? null,
    },
  }
}

// An audience is whoever a JWT was made for; that it is also the host to send it to is for the user to say.
const ownDestinations = ({ contents, format }: Identity): readonly string[] | null =>
  (contents === null || contents.source === 'claims' ? null : contents.destinations) ?? format?.destinations ?? null
