/** A binding kept in the catalog: in the project at `root`, variable `env` is the token. */
export interface Binding {
  /** Canonical path of the project's root. */
  readonly root: string
  readonly env: string
  readonly tokenId: string
  /** Rule ids of god-level findings that the user accepted for this binding. */
  readonly accepted: readonly string[]
}

/** A binding as the catalog keeps it, which is longer than its token lives: a session then stops, and does not run without. */
export interface KeptBinding extends Omit<Binding, 'tokenId'> {
  /** Null when its token was removed. */
  readonly tokenId: string | null
  /** The last name of a token that was removed; else null. */
  readonly removed: string | null
}

/** What the user answered about a project file, for one hash of canonical path and content. */
export interface TrustRecord {
  /** SHA-256 of canonical path, NUL, content; hex. */
  readonly hash: string
  /** Canonical path of the project's root. */
  readonly root: string
  readonly decision: 'allowed' | 'denied'
  /** The parsed file as JSON, so that a known file is not parsed again; null for a denied one. */
  readonly parsed: string | null
  readonly at: string
}
