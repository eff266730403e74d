import type { Domain } from '../token/domain.ts'
import type { Finding, Severity, Verdict } from '../token/finding.ts'
import type { Format, Provider } from '../token/provider.ts'
import type { Reach } from '../token/reach.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import type { Token } from '../token/token.ts'
import type { Assessment } from './assessment.ts'
import { excessOf } from './excess-of.ts'
import { type Grade, gradeScope } from './grade-scope.ts'
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

/**
 * Holds a token's reach against its domain: what is in excess, which rules fire, and the verdict.
 *
 * @param context `twins` are the names of other tokens with the same fingerprint.
 */
export function assess(
  token: Token,
  { now, twins, provider }: { now: Date; twins: readonly string[]; provider: Provider | null },
): Assessment {
  const format = provider?.formats.find(({ kind }) => kind === token.kind) ?? null
  const { expiresAt, reach, domain, destinations } = token
  return judge({ expiresAt, reach, domain, destinations, provider, format, twins }, now)
}

/** As `assess`, for what may have no domain and no destinations yet. */
export function judge(subject: Subject, now: Date): Assessment {
  const { provider, reach, domain, destinations } = subject
  const grades = reach.scopes.map((scope) => gradeScope(scope, provider))
  const excess = excessOf(reach, grades, domain, destinations ?? [])
  const facts: RuleFacts = { ...subject, ...gatheredFrom(reach, grades), excess, now }
  const findings = [...RULES, ...(provider?.rules ?? [])]
    .filter(({ test }) => test(facts))
    .map((rule) => findingOf(rule, facts))
  findings.sort((left, right) => rank(left) - rank(right) || (left.rule < right.rule ? -1 : 1))
  return { excess, findings, verdict: verdictOf(findings, facts.known) }
}

const gatheredFrom = (
  { breadth, access }: Reach,
  grades: readonly Grade[],
): Pick<RuleFacts, 'known' | 'everything' | 'administering'> => ({
  known: breadth !== 'unknown' && access !== 'unknown' && grades.every((grade) => grade.access !== 'unknown'),
  everything: grades.some(({ wildcard }) => wildcard),
  administering: grades
    .filter((grade) => grade.access === 'admin' && grade.atLeast === 'organisation')
    .map(({ scope }) => scope),
})

const findingOf = ({ id, title, severity, why, remedy }: Rule, facts: RuleFacts): Finding => ({
  rule: id,
  severity: typeof severity === 'function' ? severity(facts) : severity,
  title,
  why: why(facts),
  remedy: remedy(facts),
})

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)

function verdictOf(findings: readonly Finding[], known: boolean): Verdict {
  if (findings.some(({ severity }) => severity === 'god')) return 'god'
  if (findings.some(({ severity }) => severity === 'wide')) return 'wide'
  return known ? 'scoped' : 'unknown'
}
