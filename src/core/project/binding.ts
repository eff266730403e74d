/** A binding kept in the catalog: in the project at `root`, variable `env` is the token. */
export interface Binding {
  /** Canonical path of the project's root. */
  readonly root: string
  readonly env: string
  readonly tokenId: string
  /** Rule ids of god-level findings that the user accepted for this binding. */
  readonly accepted: readonly string[]
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
