import { providerById } from '../providers/providers.ts'
import { assess } from '../reach/assess.ts'
import { type TokenView, tokenView } from '../reach/token-view.ts'
import { type ScopeEvidence, scopeUse } from '../token/scope-evidence.ts'
import type { Token } from '../token/token.ts'
import type { Vault } from './vault.ts'

/** Every live token with its assessment, by name. */
export const viewTokens = (vault: Vault): TokenView[] => [...viewEach(vault)]

/** As `viewTokens`, but each is made when it is asked for: ten thousand at once are more work to keep than to make. */
export function* viewEach(vault: Vault): Generator<TokenView> {
  const tokens = vault.catalog.tokens()
  const twins = twinsIn(tokens)
  const now = vault.world.now()
  const said = vault.catalog.scopeEvidence()
  for (const token of tokens) yield view(token, { twins: twins(token), now, said: said.get(token.id) ?? null })
}

/** One token with its assessment. */
export function viewToken(vault: Vault, token: Token): TokenView {
  const twins = token.fingerprint === null ? [] : vault.catalog.twins(token.fingerprint, token.id)
  return view(token, { twins, now: vault.world.now(), said: vault.catalog.scopeEvidenceOf(token.id) })
}

interface Known {
  readonly twins: readonly string[]
  readonly now: Date
  readonly said: ScopeEvidence | null
}

function view(token: Token, { twins, now, said }: Known): TokenView {
  const use = said && scopeUse(said)
  return tokenView(token, assess(token, { now, twins, provider: providerById(token.provider), scopeUse: use }), use)
}

/** Answers, for a token, the names of the others that hold the same secret. */
export function twinsIn(tokens: readonly Token[]): (token: Token) => string[] {
  const holders = Map.groupBy(tokens, ({ fingerprint }) => fingerprint)
  return ({ id, fingerprint }) =>
    fingerprint === null
      ? []
      : (holders.get(fingerprint) ?? []).filter((other) => other.id !== id).map(({ name }) => name)
}
