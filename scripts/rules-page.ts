import { PROVIDERS } from '../src/core/providers/providers.ts'
import { RULES } from '../src/core/reach/rules.ts'
import { judgeExample } from '../src/core/reach/testing/judge-example.ts'
import type { Finding, Severity } from '../src/core/token/finding.ts'
import type { Provider } from '../src/core/token/provider.ts'
import type { Rule, RuleExample } from '../src/core/token/rule.ts'

const SHAPES: Readonly<Record<Severity, string>> = { god: '◆ god', wide: '▲ wide', note: '· note' }

const HEAD = `# Rules

A finding is a rule that fired on a token. The worst finding decides the verdict: one that is *god* makes the token god-level,
else one that is *wide* makes it wide. A note changes nothing, but as long as anything about a token is not known, its verdict
is *unknown* and never *scoped*. An id never changes its meaning: it can be named in scripts, and to \`bind --accept\`.

This page is written from the rules themselves by \`npm run docs\`. Why and what to do are what Bulkhead says of each example.
`

/** The page of all rules, core ones first, each as it speaks of its own example. */
export function rulesPage(): string {
  const own = PROVIDERS.flatMap((provider) => (provider.rules ?? []).map((rule) => ({ rule, provider })))
  own.sort((left, right) => (left.rule.id < right.rule.id ? -1 : 1))
  return [
    HEAD,
    '## For every token\n',
    ...RULES.map((rule) => section(rule, null)),
    '## For tokens of one provider\n',
    ...own.map(({ rule, provider }) => section(rule, provider)),
  ].join('\n')
}

function section(rule: Rule, provider: Provider | null): string {
  const finding = findingOf(rule, provider)
  const title = provider === null ? rule.title : `${provider.name}: ${lowered(rule.title)}`
  return `### ${rule.id} ${title}

| | |
|---|---|
| severity | ${SHAPES[finding.severity]} |
| fires when | ${cell(rule.when)} |
| example | ${cell(inWords(rule.example, provider))} |
| why | ${cell(finding.why)} |
| what to do | ${cell(finding.remedy.text)}: <${finding.remedy.url}> |
`
}

/**
 * What a rule says of its own example.
 *
 * @throws {TypeError} When it says nothing: then the example is wrong, or the rule.
 */
export function findingOf({ id, example }: Rule, provider: Provider | null): Finding {
  const finding = judgeExample(example, provider?.id ?? null).findings.find(({ rule }) => rule === id)
  if (finding === undefined) throw new TypeError(`${id} does not fire on its own example`)
  return finding
}

function inWords(example: RuleExample, own: Provider | null): string {
  const provider = PROVIDERS.find(({ id }) => id === (example.provider ?? own?.id))
  const parts = [
    what(example, provider),
    ...list('--scope', example.scopes),
    ...list('--resource', example.resources),
    `\`--domain ${example.domain ?? 'project:web'}\``,
    ...(example.destinations?.length === 0 ? ['no destination'] : list('--to', example.destinations)),
    ...(example.endsInDays === undefined ? [] : [ends(example.endsInDays)]),
    ...(example.idleDays === undefined ? [] : [`last used ${example.idleDays} days ago`]),
    ...(example.twins ?? []).map((name) => `the same secret as \`${name}\``),
  ]
  return parts.join(', ')
}

function what({ kind, flaw }: RuleExample, provider: Provider | undefined): string {
  const form = provider === undefined ? 'a secret of no known form' : [provider.name, kind ?? 'secret'].join(' ')
  if (flaw === 'padded') return `${form} with a character too many`
  return flaw === 'checksum' ? `${form} with a slip in it` : form
}

const list = (option: string, values: readonly string[] | undefined): string[] =>
  (values ?? []).map((value) => `\`${option} ${value}\``)

const ends = (days: number): string => (days < 0 ? `ended ${-days} days ago` : `ends in ${days} days`)

const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1)

// A bar would end the cell; what stands in angle brackets would be taken for HTML.
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/<(?!https:)/g, '&lt;')
