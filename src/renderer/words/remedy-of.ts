import type { TokenView } from '../../contract/view.ts'

type Finding = TokenView['findings'][number]

/** What a finding's button does: open the provider's page, narrow it here, put in a new secret, or change what is recorded. */
export interface Remedy {
  readonly does: 'open' | 'narrow' | 'rotate' | 'edit'
  readonly words: string
}

const ROTATE: Remedy = { does: 'rotate', words: 'Rotate…' }
const NARROW: Remedy = { does: 'narrow', words: 'Make a narrower one…' }
const END: Remedy = { does: 'narrow', words: 'Make one that ends…' }

// Where the remedy is something other than a narrower token made at the provider.
const BY_RULE: Readonly<Record<string, Remedy>> = {
  BH001: { does: 'edit', words: 'Name its hosts…' },
  BH007: ROTATE,
  BH008: ROTATE,
  BH009: ROTATE,
  BH011: { does: 'rotate', words: 'Paste it again…' },
  BH013: { does: 'edit', words: 'Name its scopes…' },
  BH014: { does: 'edit', words: 'Edit…' },
  BH015: { does: 'open', words: 'Revoke it' },
  BH018: ROTATE,
  BH020: { does: 'rotate', words: 'Paste it again…' },
}

// What a token that may be narrowed here needs no new one from its provider for.
const BY_NARROWING: Readonly<Record<string, Remedy>> = { BH007: END, BH018: END }

const byRule = (rules: Readonly<Record<string, Remedy>>, rule: string): Remedy | undefined =>
  Object.hasOwn(rules, rule) ? rules[rule] : undefined

/** The remedy of a finding as its button says it; null where there is none. */
export function remedyOf(
  { rule, remedy }: Finding,
  { provider, narrowable }: Pick<TokenView, 'provider' | 'narrowable'>,
): Remedy | null {
  const known = (narrowable ? byRule(BY_NARROWING, rule) : undefined) ?? byRule(BY_RULE, rule)
  if (known !== undefined && known.does !== 'open') return known
  if (narrowable && known === undefined) return NARROW
  if (!URL.canParse(remedy.url) || !remedy.url.startsWith('https://')) return null
  // Without a provider there is only a page about keeping tokens, where nothing can be done to this one.
  if (provider === null) return { does: 'open', words: 'Read how' }
  return known ?? { does: 'open', words: 'Make a narrower one' }
}
