import { providerById } from '../providers/providers.ts'
import { assess } from '../reach/assess.ts'
import { type TokenView, tokenView } from '../reach/token-view.ts'
import type { Token } from '../token/token.ts'
import type { Vault } from './vault.ts'

/** Every live token with its assessment, by name. */
export function viewTokens(vault: Vault): TokenView[] {
  const tokens = vault.catalog.tokens()
  const twins = twinsIn(tokens)
  const now = vault.world.now()
  return tokens.map((token) => view(token, twins(token), now))
}

/** One token with its assessment. */
export function viewToken(vault: Vault, token: Token): TokenView {
  const twins = token.fingerprint === null ? [] : vault.catalog.twins(token.fingerprint, token.id)
  return view(token, twins, vault.world.now())
}

const view = (token: Token, twins: readonly string[], now: Date): TokenView =>
  tokenView(token, assess(token, { now, twins, provider: providerById(token.provider) }))

/** Answers, for a token, the names of the others that hold the same secret. */
export function twinsIn(tokens: readonly Token[]): (token: Token) => string[] {
  const holders = Map.groupBy(tokens, ({ fingerprint }) => fingerprint)
  return ({ id, fingerprint }) =>
    fingerprint === null
      ? []
      : (holders.get(fingerprint) ?? []).filter((other) => other.id !== id).map(({ name }) => name)
}
