import type { TokenView } from '../../contract/view.ts'

// Core's rules that leave a token's reach in doubt: a wrong checksum, scopes or a reach that nobody named, a text that is no whole token.
const DOUBTS: readonly string[] = ['BH011', 'BH013', 'BH020']

/** True where nothing is known to be beyond the domain and much may be: also with a verdict that another rule decided. */
export const isReachUnknown = ({
  verdict,
  excess,
  findings,
}: Pick<TokenView, 'verdict' | 'excess' | 'findings'>): boolean =>
  verdict === 'unknown' || (excess.length === 0 && findings.some(({ rule }) => DOUBTS.includes(rule)))
