/** What servers said of a token's scopes, in headers of answers to its requests through a broker. */
export interface ScopeEvidence {
  /** Those that its requests are accepted with, of all requests together: one of them was enough for each. */
  readonly accepted: readonly string[]
  /** Those that it has, as it was said last; empty where no server says so. */
  readonly held: readonly string[]
  /** Answers in which a server spoke of its scopes, as far as they are counted yet. */
  readonly requests: number
  /** When a server said so first, and when it last said something new; ISO 8601 in UTC. */
  readonly since: string
  readonly at: string
}

/** What one session learned since it last said so. */
export type LearnedScopes = Pick<ScopeEvidence, 'accepted' | 'held' | 'requests'>

/** Scopes that are kept of one list: a server that makes up names must not fill anything. */
export const MOST_SCOPES = 100

/** The same, with what follows from it. */
export interface ScopeUse extends ScopeEvidence {
  /** Those that it has and that no request was accepted with; empty where one of the two lists is not known. */
  readonly unneeded: readonly string[]
}

/** Which of the scopes that a token has its requests did without. */
export const scopeUse = (said: ScopeEvidence): ScopeUse => ({
  ...said,
  unneeded: said.accepted.length === 0 ? [] : said.held.filter((scope) => !said.accepted.includes(scope)),
})
