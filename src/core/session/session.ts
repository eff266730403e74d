/** One run of a scoped shell or `exec`: a start, an end and the tokens it was given. */
export interface Session {
  /** `ses_` and a ULID. */
  readonly id: string
  readonly kind: 'exec' | 'shell'
  /** Canonical path of the project's root; null outside any project. */
  readonly root: string | null
  readonly project: string | null
  readonly startedAt: string
  /** null while it runs, and for `exec`, whose process is replaced and cannot report back. */
  readonly endedAt: string | null
  /** When `shell --for` ends it; null without a limit. */
  readonly endsAt: string | null
  /** The process that it lives in: the broker's own, where there is one. */
  readonly pid: number
  /** True when its processes hold placeholders, and a broker puts the tokens into their requests. */
  readonly brokered: boolean
  /** Ids of its tokens. */
  readonly tokens: readonly string[]
}
