import { PROVIDERS } from '../../core/providers/providers.ts'
import { RULES } from '../../core/reach/rules.ts'
import type { TokenView } from '../../core/reach/token-view.ts'
import { formatDomain } from '../../core/token/domain.ts'
import type { Finding, Severity } from '../../core/token/finding.ts'
import type { Rule } from '../../core/token/rule.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { god: 'error', wide: 'warning', note: 'note' }

/**
 * Findings as a SARIF 2.1.0 log: one run, all rules, one result for each finding of each token.
 *
 * There is no file to point to, so that a result's place is logical: `token:NAME`. Its fingerprint is made of the token's id
 * and the rule, which stay when a token is renamed or its secret rotated. OASIS, "Static Analysis Results Interchange Format".
 */
export function sarifLog(tokens: readonly TokenView[]): object {
  const rules = allRules()
  const places = new Map(rules.map(({ id }, index) => [id, index]))
  const results = tokens.flatMap((token) =>
    token.findings.map((finding) => resultOf(token, finding, places.get(finding.rule) ?? -1)),
  )
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Bulkhead', rules: rules.map(descriptorOf) } },
        invocations: [{ executionSuccessful: true }],
        results,
      },
    ],
  }
}

const allRules = (): Rule[] =>
  [...RULES, ...PROVIDERS.flatMap(({ rules = [] }) => rules)].sort((left, right) => (left.id < right.id ? -1 : 1))

const descriptorOf = ({ id, title, when, severity }: Rule): object => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: `Fires when ${when}.` },
  help: { text: `Fires when ${when}. What to do stands in each result.` },
  // One that depends on more is a warning at most.
  defaultConfiguration: { level: typeof severity === 'function' ? 'warning' : LEVEL[severity] },
})

function resultOf(token: TokenView, { rule, severity, title, why, remedy }: Finding, ruleIndex: number): object {
  const { id, name, provider, domain, verdict } = token
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: `${name}: ${title}: ${why}. What to do: ${remedy.text}. ${remedy.url}` },
    locations: [{ logicalLocations: [{ name, fullyQualifiedName: `token:${name}`, kind: 'resource' }] }],
    partialFingerprints: { 'tokenAndRule/v1': `${id}/${rule}` },
    properties: { provider, domain: formatDomain(domain), verdict },
  }
}
