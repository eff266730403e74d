import type { Need } from '../token/provider.ts'
import type { RuleFacts } from '../token/rule.ts'
import { gradeScope } from './grade-scope.ts'

/** What a narrower token has to be for: of what this one has, the part that its domain can need. */
export const needOf = (facts: RuleFacts): Need => ({
  name: facts.name ?? facts.domain?.name ?? 'bulkhead',
  scopes: neededScopes(facts),
  resources: facts.placement.inside,
})

/**
 * Scopes that neither administer, nor reach a whole organisation, nor mean something that nobody knows, and that its
 * requests did not do without.
 */
const neededScopes = ({ reach, provider, scopeUse }: RuleFacts): string[] =>
  (reach.scopes.length === 0 ? (scopeUse?.held ?? []) : reach.scopes).filter((scope) => {
    if (scopeUse?.unneeded.includes(scope)) return false
    const { access, atLeast, wildcard } = gradeScope(scope, provider)
    return !wildcard && atLeast === undefined && (access === 'read' || access === 'write')
  })
