import { type Destination, formatDestination } from './destination-grammar.ts'
import { covers } from './destination-match.ts'
import type { Carrier } from './provider.ts'

/**
 * Those of two lists of destinations that the other list allows as well: what a running session is left with when its
 * token's destinations are edited. Errs towards fewer: of two that overlap, neither is kept.
 *
 * @param carriers Those of the token's provider, which a destination without carrier stands for.
 */
export function commonDestinations(
  left: readonly Destination[],
  right: readonly Destination[],
  carriers: readonly Carrier[],
): Destination[] {
  const within = (inner: readonly Destination[], outer: readonly Destination[]): Destination[] =>
    inner.filter((each) => outer.some((one) => covers(one, each, carriers)))
  const common = [...within(left, right), ...within(right, left)]
  return [...new Map(common.map((each) => [formatDestination(each), each])).values()]
}
