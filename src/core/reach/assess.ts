import type { Domain } from '../token/domain.ts'
import type { Finding, Severity, Verdict } from '../token/finding.ts'
import type { Format, Provider } from '../token/provider.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import type { ScopeUse } from '../token/scope-evidence.ts'
import type { Token } from '../token/token.ts'
import type { Assessment } from './assessment.ts'
import { gatherFacts } from './gather-facts.ts'
import { RULES } from './rules.ts'

const SEVERITIES: readonly Severity[] = ['god', 'wide', 'note']

/** What a token's reach is held against. */
export interface Subject extends Pick<Token, 'expiresAt' | 'reach'> {
  readonly provider: Provider | null
  readonly format: Format | null
  /** null when there is none yet. */
  readonly domain: Domain | null
  /** null when none were chosen yet. */
  readonly destinations: readonly string[] | null
  readonly twins: readonly string[]
}

/** What else than the token itself its assessment looks at. */
export interface Circumstances {
  readonly now: Date
  /** Names of other tokens with the same fingerprint. */
  readonly twins: readonly string[]
  readonly provider: Provider | null
  /** What servers said of its scopes. Default: nothing. */
  readonly scopeUse?: ScopeUse | null
}

/** Holds a token's reach against its domain: what is in excess, which rules fire, and the verdict. */
export const assess = (token: Token, circumstances: Circumstances): Assessment =>
  assessmentOf(factsOf(token, circumstances))

/** The verdict alone, by the same rules: what a list of thousands needs. */
export function verdictOf(token: Token, circumstances: Circumstances): Verdict {
  const facts = factsOf(token, circumstances)
  let verdict: Verdict = facts.known ? 'scoped' : 'unknown'
  for (const rule of rulesFor(facts.provider)) {
    if (verdict === 'wide' && rule.severity !== 'god' && typeof rule.severity !== 'function') continue
    if (rule.severity === 'note' || !rule.test(facts)) continue
    const severity = severityOf(rule, facts)
    if (severity === 'god') return 'god'
    if (severity === 'wide') verdict = 'wide'
  }
  return verdict
}

/** As `assess`, for what is only looked at, and may have no domain and no destinations yet. */
export const judge = (subject: Subject, now: Date): Assessment =>
  assessmentOf(gatherFacts({ ...subject, name: null, touchedAt: null, scopeUse: null, now }))

function factsOf(token: Token, { now, twins, provider, scopeUse = null }: Circumstances): RuleFacts {
  const { name, expiresAt, reach, domain, destinations } = token
  const format = provider?.formats.find(({ kind }) => kind === token.kind) ?? null
  return gatherFacts({
    name,
    expiresAt,
    reach,
    domain,
    destinations,
    touchedAt: touchedAt(token),
    provider,
    format,
    twins,
    scopeUse,
    now,
  })
}

// ISO 8601 in UTC, so that the order of the texts is the order of the times.
function touchedAt({ createdAt, rotatedAt, lastUsedAt }: Token): string {
  const rotated = rotatedAt === null || rotatedAt < createdAt ? createdAt : rotatedAt
  return lastUsedAt === null || lastUsedAt < rotated ? rotated : lastUsedAt
}

function assessmentOf(facts: RuleFacts): Assessment {
  const findings = rulesFor(facts.provider)
    .filter(({ test }) => test(facts))
    .map((rule) => findingOf(rule, facts))
  findings.sort((left, right) => rank(left) - rank(right) || (left.rule < right.rule ? -1 : 1))
  return { excess: facts.excess, findings, verdict: verdictBy(findings, facts.known) }
}

const rulesByProvider = new WeakMap<Provider, readonly Rule[]>()

function rulesFor(provider: Provider | null): readonly Rule[] {
  if (provider?.rules === undefined) return RULES
  const rules = rulesByProvider.get(provider) ?? [...RULES, ...provider.rules]
  rulesByProvider.set(provider, rules)
  return rules
}

const findingOf = (rule: Rule, facts: RuleFacts): Finding => ({
  rule: rule.id,
  severity: severityOf(rule, facts),
  title: rule.title,
  why: rule.why(facts),
  remedy: rule.remedy(facts),
})

const severityOf = ({ severity }: Rule, facts: RuleFacts): Severity =>
  typeof severity === 'function' ? severity(facts) : severity

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)

function verdictBy(findings: readonly Finding[], known: boolean): Verdict {
  const worst = findings[0]?.severity
  if (worst === 'god' || worst === 'wide') return worst
  return known ? 'scoped' : 'unknown'
}
