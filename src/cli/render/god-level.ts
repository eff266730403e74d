import type { TokenSummary } from '../../core/vault/summarise-tokens.ts'
import type { Output } from '../output.ts'

/**
 * Says on stderr how many of the tokens are god-level, so that it is not overlooked in a long table.
 *
 * @returns Whether any is.
 */
export function sayGodLevel(out: Output, tokens: readonly Pick<TokenSummary, 'name' | 'verdict'>[]): boolean {
  const [first, ...more] = tokens.filter(({ verdict }) => verdict === 'god')
  if (first === undefined) return false
  const count = more.length + 1
  out.say(`god-level: ${count} of ${tokens.length} ${tokens.length === 1 ? 'token' : 'tokens'}`)
  out.hint(`bulkhead show ${first.name} says why and what to do`)
  return true
}
