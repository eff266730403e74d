import type { Domain } from './domain.ts'
import type { Remedy, Severity } from './finding.ts'
import type { Format, Provider } from './provider.ts'
import type { Reach, Resource } from './reach.ts'
import type { ScopeUse } from './scope-evidence.ts'

/** How the single resources of a token lie to its domain. Accounts, organisations and wildcards are no single ones. */
export interface Placement {
  /** Those that belong to the domain, and those of which nobody can tell. */
  readonly inside: readonly Resource[]
  readonly outside: readonly Resource[]
  /** The one whose name says nothing of the domain, though for its kind it could; null where there is none. */
  readonly unrelated: Resource | null
}

/** Everything that a rule may look at. What takes work to find is found when it is first asked for. */
export interface RuleFacts {
  readonly provider: Provider | null
  readonly format: Format | null
  /** The token's name; null when the secret is only being looked at. */
  readonly name: string | null
  /** null when the secret is only being looked at and has no domain yet. */
  readonly domain: Domain | null
  /** null when none were chosen yet. */
  readonly destinations: readonly string[] | null
  readonly expiresAt: string | null
  /** When it was last added, rotated or used, whichever was latest, ISO 8601; null when it is only being looked at. */
  readonly touchedAt: string | null
  readonly reach: Reach
  /** True when breadth, access and every scope are known. */
  readonly understood: boolean
  /** True when besides that its text is in no doubt: only then can it be called scoped. */
  readonly known: boolean
  /** True when some scope stands for everything there is. */
  readonly everything: boolean
  /** The scopes that administer an organisation. */
  readonly administering: readonly string[]
  readonly placement: Placement
  /** What it can do and should not, one sentence each. */
  readonly excess: readonly string[]
  /** Names of other tokens with the same secret. */
  readonly twins: readonly string[]
  /** What servers said of its scopes; null where nothing was said. */
  readonly scopeUse: ScopeUse | null
  readonly now: Date
}

/** A token that makes a rule fire, stated as the user of a vault states it. The docs show it, and a test tries it. */
export interface RuleExample {
  /** Id of its provider. Default: the provider whose rule it is, else none. */
  readonly provider?: string
  /** The form, by its `kind`. Default: text of no known form. */
  readonly kind?: string
  readonly scopes?: readonly string[]
  /** As `--resource` takes them: `repository:acme/web`. */
  readonly resources?: readonly string[]
  /** As `--domain` takes it. Default `project:web`. */
  readonly domain?: string
  /** Default: its provider's, or one. */
  readonly destinations?: readonly string[]
  /** Days from now until it ends; negative when it has ended. Default: no end is known. */
  readonly endsInDays?: number
  /** Days since it was last used. Default: used today. */
  readonly idleDays?: number
  readonly twins?: readonly string[]
  /** What is wrong with the text. */
  readonly flaw?: 'checksum' | 'padded'
}

/** One row of the table that turns facts into findings. */
export interface Rule {
  /** `BH001` …, stable for ever, unique over the table and all providers; its meaning never changes. */
  readonly id: string
  readonly title: string
  /** A function where it depends on what else is known. */
  readonly severity: Severity | ((facts: RuleFacts) => Severity)
  /** When it fires, as the end of "fires when …", for the docs. */
  readonly when: string
  /** The same for the machine. */
  readonly test: (facts: RuleFacts) => boolean
  readonly why: (facts: RuleFacts) => string
  readonly remedy: (facts: RuleFacts) => Remedy
  readonly example: RuleExample
}
