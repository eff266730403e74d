import { BulkheadError } from '../errors.ts'
import type { AuditEntry, TokenRow } from '../ports.ts'
import { type Destination, formatDestination, readDestination } from '../token/destination-grammar.ts'
import { covers } from '../token/destination-match.ts'
import type { Carrier } from '../token/provider.ts'
import { canonicalDestinations } from './canonical-destinations.ts'
import { eventOf } from './event-of.ts'
import { findTokenById } from './find-token.ts'
import type { Vault } from './vault.ts'

/** How often a token is looked at again that was changed while it was being changed. */
const TRIES = 3

/**
 * Gives a token narrower destinations, and never a wider one: what it has is read and replaced in one step.
 *
 * @param texts Destinations, in place of all there are; each lies in one that the token has at that moment.
 * @param why The session that this was learned from, for the record.
 * @throws {BulkheadError} `destination-refused` for one that does not, `destination-invalid`, `not-found`.
 */
export function narrowDestinations(
  vault: Vault,
  id: string,
  texts: readonly string[],
  why: Partial<Pick<AuditEntry, 'project' | 'session'>> = {},
): TokenRow {
  const destinations = canonicalDestinations(texts)
  if (destinations.length === 0) throw new TypeError('a token without destinations is never brokered')
  for (let tries = 0; tries < TRIES; tries++) {
    const row = findTokenById(vault, id)
    refuseWider(vault, row, destinations)
    const token = { ...row, destinations }
    const event = eventOf(vault, 'edit', token, why)
    if (vault.catalog.replaceDestinations(id, row.destinations, destinations, event)) return token
  }
  throw new BulkheadError('failure', 'the token is being changed by others', { hint: 'try again' })
}

/** @throws {BulkheadError} `destination-refused` for a destination outside those of a token. */
export function refuseWider(
  { providers }: Pick<Vault, 'providers'>,
  row: Pick<TokenRow, 'name' | 'provider' | 'destinations'>,
  texts: readonly string[],
): void {
  const carriers = usualCarriers(providers.find(({ id }) => id === row.provider)?.carriers)
  const present = row.destinations.map(readDestination)
  const isInside = (inner: Destination): boolean => present.some((outer) => covers(outer, inner, carriers))
  const wider = texts.map(readDestination).find((inner) => !isInside(inner))
  if (wider === undefined) return
  throw new BulkheadError(
    'destination-refused',
    `${formatDestination(wider)} lies outside what ${row.name} is for: this only makes narrower`,
    { hint: `to widen it on purpose: bulkhead edit ${row.name} --add-to DESTINATION` },
  )
}

/** What a destination that names no carrier takes: a query parameter only where the provider reads nothing else. */
function usualCarriers(carriers: readonly Carrier[] | undefined): readonly Carrier[] | undefined {
  const others = carriers?.filter(({ kind }) => kind !== 'query') ?? []
  return others.length > 0 ? others : carriers
}
