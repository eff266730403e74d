import type { Access, Breadth, Evidence, Resource } from './reach.ts'

/**
 * What can be read inside the text of a secret, offline: claims, caveats, names. Nobody has verified it.
 *
 * Everything in it is foreign text and never a part of what makes the secret secret; readers bound it with `foreignText`.
 */
export interface Contents {
  /** What kind of thing was read; the evidence names it. */
  readonly source: Extract<Evidence['source'], 'format' | 'claims' | 'caveats'>
  /** One plain sentence each, in the order in which they are shown. */
  readonly says: readonly string[]
  /** How far it reaches: `unknown` when something inside leaves it open for good; left out when nothing inside tells. */
  readonly breadth?: Breadth
  /** What it may do there, as for `breadth`. */
  readonly access?: Access
  readonly resources?: readonly Resource[]
  readonly scopes?: readonly string[]
  /** The expiry that the text carries, ISO 8601. */
  readonly expiresAt?: string | null
  /** Where this very token goes, canonical; left out where it does not say: then its provider's own. */
  readonly destinations?: readonly string[]
}
