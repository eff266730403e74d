import type { Finding, Verdict } from '../token/finding.ts'

/** What a token's reach amounts to when held against its domain. */
export interface Assessment {
  /** What it can do and should not, one sentence each. */
  readonly excess: readonly string[]
  /** Most severe first, then by rule id. */
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
}
