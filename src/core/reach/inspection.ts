import type { Finding, Verdict } from '../token/finding.ts'
import type { Checksum } from '../token/provider.ts'
import type { Reach } from '../token/reach.ts'

/** What a secret's text says, with what the add form and `add` would suggest for it. */
export interface Inspection {
  readonly provider: string | null
  readonly kind: string | null
  readonly checksum: Checksum
  readonly expiresAt: string | null
  readonly reach: Reach
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
  /** Suggested destinations, canonical. */
  readonly destinations: readonly string[]
  /** Suggested variable. */
  readonly env: string | null
  /** Suggested name. */
  readonly name: string
}
