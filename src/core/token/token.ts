import type { Domain } from './domain.ts'
import type { Reach } from './reach.ts'

/** `quarantined` is kept and never injected; `revoked` is dead at its provider. */
export type TokenStatus = 'active' | 'quarantined' | 'revoked'

/** A credential's record without the secret. Times are ISO 8601 in UTC with milliseconds. */
export interface Token {
  /** `tok_` and a ULID. */
  readonly id: string
  readonly name: string
  /** Provider id in lower case; null when unknown. */
  readonly provider: string | null
  /** The provider's word for this kind of credential, such as `fine-grained PAT`; null when unknown. */
  readonly kind: string | null
  readonly status: TokenStatus
  readonly domain: Domain
  /** Canonical destination strings. */
  readonly destinations: readonly string[]
  /** The variable that its tools read; null when none is known. */
  readonly env: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly rotatedAt: string | null
  readonly lastUsedAt: string | null
  readonly reach: Reach
  /** HMAC-SHA-256 of the secret under the catalog's salt, cut to 128 bits, hex; null for secrets under 20 characters. */
  readonly fingerprint: string | null
}
