import type { Access, Breadth, Resource } from './reach.ts'

/** What a provider said of a token, kept so that reading its reach offline does not lose it. */
export interface Introspected {
  /** ISO 8601 time of the asking. */
  readonly at: string
  /** Who answered: host, with its port where it is not 443. */
  readonly host: string
  /**
   * `told`: it knows the token. `dead`: it says that the token was revoked or has ended. `refused`: it does not take it,
   * for whatever reason. `silent`: it answered nothing of use, or could not be reached.
   */
  readonly outcome: 'told' | 'dead' | 'refused' | 'silent'
  /** True when some question found no answer that could be read: what it did tell may not be all. */
  readonly partial: boolean
  readonly account: string | null
  /** null where it does not tell; an empty list says that there are none. */
  readonly scopes: readonly string[] | null
  readonly resources: readonly Resource[] | null
  readonly breadth: Breadth | null
  readonly access: Access | null
  /** ISO 8601 time; null where it does not tell, or never. */
  readonly expiresAt: string | null
  /** Plain sentences, cleaned: no control characters, bounded, never the secret. */
  readonly says: readonly string[]
}
