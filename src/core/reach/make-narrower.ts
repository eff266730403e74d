import type { Remedy } from '../token/finding.ts'
import type { Provider } from '../token/provider.ts'
import type { RuleFacts } from '../token/rule.ts'
import { gradeScope } from './grade-scope.ts'
import { needOf } from './need-of.ts'

// OWASP's page on keeping secrets, for tokens whose provider is not known: least privilege, rotation, revocation.
const GENERAL = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'

// Named one by one before the rest is counted.
const NAMED = 3

/** The name of who issued the token, for a sentence. */
export const issuerOf = ({ provider }: { readonly provider: Provider | null }): string =>
  provider?.name ?? 'its provider'

/** Says what to do, with the provider's page where narrower tokens are made. */
export const onPage =
  (text: string) =>
  ({ provider }: RuleFacts): Remedy => ({ text, url: provider?.links.narrower ?? GENERAL })

/** Says what the next token should be, with the page where it is made, filled in where the provider takes that. */
export const onFilledPage =
  (text: string) =>
  (facts: RuleFacts): Remedy => ({ text, url: filledPage(facts) })

/** Says what to do, with the provider's page where tokens are revoked. */
export const onRevokePage =
  (text: string) =>
  ({ provider }: RuleFacts): Remedy => ({ text, url: provider?.links.revoke ?? GENERAL })

/** The shortest way to a token that ends. */
export const makeEnding = (facts: RuleFacts): Remedy => ({
  text:
    facts.format?.narrow === undefined
      ? 'give the next one 90 days, and say here when it ends'
      : `bulkhead narrow ${facts.name ?? 'TOKEN'} --expires 90d makes one that ends, offline; bind that one instead`,
  url: filledPage(facts),
})

/** The shortest way to a token that does no more than its domain needs, and then into its place. */
export const makeNarrower = (facts: RuleFacts): Remedy => ({
  text:
    offline(facts) ??
    facts.provider?.narrowing?.(facts) ??
    `make a narrower token${forWhat(facts)}${didWithout(facts)}${swap(facts)}`,
  url: filledPage(facts),
})

// Several findings of one token lead to the same page, and filling it in takes longer than all rules together. Of the last
// token alone: to remember thousands is more work than to fill in their pages.
let last: { readonly facts: RuleFacts; readonly page: string } | null = null

function filledPage(facts: RuleFacts): string {
  const links = facts.provider?.links
  if (links?.prefilled === undefined) return links?.narrower ?? GENERAL
  if (last?.facts !== facts) last = { facts, page: links.prefilled(needOf(facts)) }
  return last.page
}

/** Where its holder may narrow it: here, at once, and nobody has to be asked. It lives on: whoever revokes it revokes all that were made from it. */
function offline({ format, name, domain, placement }: RuleFacts): string | null {
  if (format?.narrow === undefined) return null
  const project = placement.inside[0]?.name ?? (domain?.kind === 'project' ? domain.name : 'NAME')
  return `narrow it offline with bulkhead narrow ${name ?? 'TOKEN'} --resource project:${project} --expires 90d, bind that one, and keep this one out of every project`
}

function forWhat(facts: RuleFacts): string {
  const { scopes: needed, resources } = needOf(facts)
  // One that says what is in excess is no example to follow.
  const scopes = needed.filter((scope) => gradeScope(scope, facts.provider).says === undefined)
  const to = resources.length > 0 ? listed(resources.map(({ kind, name }) => `the ${kind} ${name}`)) : domainOf(facts)
  return `${to === '' ? '' : ` for ${to}`}${scopes.length > 0 ? ` with ${listed(scopes)}` : ''}`
}

/** What its requests did without, by what their servers said. */
function didWithout({ scopeUse }: RuleFacts): string {
  if (scopeUse === null || scopeUse.unneeded.length === 0) return ''
  return `, without ${listed(scopeUse.unneeded)}, which its requests since ${scopeUse.since.slice(0, 10)} never needed`
}

const domainOf = ({ domain }: RuleFacts): string => (domain === null ? '' : `the ${domain.kind} ${domain.name} alone`)

/** How the new secret takes the place of the old: bindings name the token, not its secret. */
const swap = ({ name }: RuleFacts): string =>
  name === null ? '' : `, then bulkhead rotate ${name}: the new one is in force everywhere at once`

function listed(names: readonly string[]): string {
  const more = names.length - NAMED
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
