import type { Catalog } from '../ports.ts'
import { type Domain, formatDomain } from '../token/domain.ts'
import { isExpired } from '../token/expiry.ts'
import type { Token } from '../token/token.ts'

/** What a binding asks for: the very token, one that was removed since, a token by its name, or whatever token meets a requirement. */
export type Want =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'requirement'; readonly provider: string; readonly domain: Domain }

export interface Found {
  /** Null when there is none, or no single one. */
  readonly token: Token | null
  /** The token's name, else what was asked for, in words. */
  readonly described: string
  /** Names of the tokens that meet a requirement, when there are several. */
  readonly rivals: readonly string[]
}

export type FindToken = (want: Want) => Found

/** Finds live tokens by what bindings ask for. */
export const findWanted =
  (catalog: Catalog, now: Date): FindToken =>
  (want) => {
    if (want.kind === 'id') return single(catalog.tokenById(want.id), 'a token that was removed')
    if (want.kind === 'removed') return single(null, want.name)
    if (want.kind === 'name') return single(catalog.tokenNamed(want.name), want.name)
    return fitting(want.provider, formatDomain(want.domain), catalog, now)
  }

/** True when a session could be given the token now. */
export const isUsable = (token: Token, now: Date): boolean => token.status === 'active' && !isExpired(token, now)

/** The one token that meets a requirement. One that could not be used counts only where no other fits. */
function fitting(provider: string, domain: string, catalog: Catalog, now: Date): Found {
  const all = catalog.tokens().filter((token) => token.provider === provider && formatDomain(token.domain) === domain)
  const usable = all.filter((token) => isUsable(token, now))
  const candidates = usable.length > 0 ? usable : all
  const [first, ...others] = candidates
  if (first !== undefined && others.length === 0) return single(first, first.name)
  return { token: null, described: `a token from ${provider} in ${domain}`, rivals: candidates.map(({ name }) => name) }
}

const single = (token: Token | null, described: string): Found => ({
  token,
  described: token?.name ?? described,
  rivals: [],
})
