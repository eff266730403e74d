/**
 * The docs say what the tables say: a rule or a provider that changes is written into them with `npm run docs`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../src/core/providers/providers.ts'
import { RULES } from '../src/core/reach/rules.ts'
import { withProviderTable } from './provider-table.ts'
import { findingOf, rulesPage } from './rules-page.ts'
import { ROOT } from './setup.mjs'

const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8')

const rules = [
  ...RULES.map((rule) => ({ rule, provider: null })),
  ...PROVIDERS.flatMap((provider) => (provider.rules ?? []).map((rule) => ({ rule, provider }))),
]

describe('docs/rules.md', () => {
  it('is what `npm run docs` writes today', () => {
    expect(read('docs', 'rules.md')).toBe(rulesPage())
  })

  it.each(rules.map(({ rule, provider }) => [rule.id, rule.title, rule, provider] as const))(
    'shows an example on which %s (%s) fires, in plain words',
    (id, _, rule, provider) => {
      const { why, remedy, title } = findingOf(rule, provider)
      for (const text of [title, rule.when, why, remedy.text]) expect(text, id).toMatch(/^\S.{5,400}[^.!\s]$/)
      expect(URL.parse(remedy.url)?.protocol).toBe('https:')
    },
  )
})

describe('the README', () => {
  it('has the table of providers that `npm run docs` writes today', () => {
    const page = read('README.md')
    expect(page).toBe(withProviderTable(page))
  })
})
