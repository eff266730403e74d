import type { TokenView } from '../../contract/view.ts'
import { type Remedy, remedyOf } from '../words/remedy-of.ts'
import { isExpired } from './is-expired.ts'

/** The one thing to do next with a token. */
export type NextStep =
  | { readonly does: 'release' | 'rotate' | 'ask' | 'bind' }
  | { readonly does: 'remedy'; readonly remedy: Remedy; readonly rule: string }

/** Out of what stops a token or makes it dangerous, where there is a way; else into use. */
export function nextStep(token: TokenView, now: Date): NextStep {
  if (token.status === 'quarantined') return { does: 'release' }
  if (isExpired(token, now)) return { does: 'rotate' }
  const out = wayOut(token)
  if (out !== null) return { does: 'remedy', ...out }
  return { does: token.verdict === 'unknown' && token.askable ? 'ask' : 'bind' }
}

/** What leads out of the danger that decided the verdict; a page to read is no way out. */
function wayOut(token: TokenView): { readonly remedy: Remedy; readonly rule: string } | null {
  if (token.verdict !== 'god' && token.verdict !== 'wide') return null
  for (const finding of token.findings.filter(({ severity }) => severity !== 'note')) {
    const remedy = remedyOf(finding, token)
    if (remedy !== null && !(remedy.does === 'open' && token.provider === null)) return { remedy, rule: finding.rule }
  }
  return null
}
