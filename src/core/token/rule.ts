import type { Domain } from './domain.ts'
import type { Remedy, Severity } from './finding.ts'
import type { Format, Provider } from './provider.ts'
import type { Reach } from './reach.ts'

/** Everything that a rule may look at. */
export interface RuleFacts {
  readonly provider: Provider | null
  readonly format: Format | null
  /** null when the secret is only being looked at and has no domain yet. */
  readonly domain: Domain | null
  /** null when none were chosen yet. */
  readonly destinations: readonly string[] | null
  readonly expiresAt: string | null
  readonly reach: Reach
  /** True when breadth, access and every scope are known: only then can a token be called scoped. */
  readonly known: boolean
  /** True when some scope stands for everything there is. */
  readonly everything: boolean
  /** The scopes that administer an organisation. */
  readonly administering: readonly string[]
  /** What it can do and should not, one sentence each. */
  readonly excess: readonly string[]
  /** Names of other tokens with the same secret. */
  readonly twins: readonly string[]
  readonly now: Date
}

/** One row of the table that turns facts into findings. */
export interface Rule {
  /** `BH001` …, stable for ever, unique over the table and all providers. */
  readonly id: string
  readonly title: string
  /** A function where it depends on what else is known. */
  readonly severity: Severity | ((facts: RuleFacts) => Severity)
  readonly test: (facts: RuleFacts) => boolean
  readonly why: (facts: RuleFacts) => string
  readonly remedy: (facts: RuleFacts) => Remedy
}
