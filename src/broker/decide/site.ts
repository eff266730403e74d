import type { Carrier } from '../../core/token/provider.ts'
import type { BrokeredToken } from '../session.ts'
import { carriersOf } from './carried.ts'
import { destinationsAt, type Place, tokensFor } from './tokens-for.ts'

/** What is the same for every request of a connection. */
export interface Site {
  readonly usable: readonly BrokeredToken[]
  readonly here: readonly BrokeredToken[]
  /** Of all tokens there. */
  readonly carriers: readonly Carrier[]
}

const sites = new WeakMap<Place, Site>()

/** @param usable The tokens that a request may use. */
export function siteOf(place: Place, usable: readonly BrokeredToken[]): Site {
  const known = sites.get(place)
  if (known !== undefined && known.usable === usable) return known
  const here = tokensFor(usable, place)
  const carriers = here.flatMap((token) => [
    ...carriersOf(token),
    ...destinationsAt(token, place).flatMap(({ carrier }) => carrier ?? []),
  ])
  const site = { usable, here, carriers }
  sites.set(place, site)
  return site
}
