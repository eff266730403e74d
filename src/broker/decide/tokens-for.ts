import type { Destination } from '../../core/token/destination-grammar.ts'
import { coversHost } from '../../core/token/destination-match.ts'
import type { BrokeredToken } from '../session.ts'

/** Where a request goes, as it will be dialled. */
export interface Place {
  readonly scheme: 'https' | 'http'
  readonly host: string
  readonly port: number
}

/**
 * True when some token of the session was given for this host, on whatever port: such a host is looked into. It stays so
 * when the token loses it, or the placeholder would go there unseen.
 */
export const isBound = (tokens: readonly BrokeredToken[], host: string): boolean =>
  tokens.some(({ granted }) => granted.some((each) => coversHost(each.host, host)))

const at = (destinations: readonly Destination[], place: Place): Destination[] =>
  destinations.filter(
    ({ scheme, host, port }) => scheme === place.scheme && port === place.port && coversHost(host, place.host),
  )

/** The destinations of a token that lie at a place, whatever their path. */
export const destinationsAt = ({ destinations }: BrokeredToken, place: Place): Destination[] => at(destinations, place)

/** The same of what it had when the session began. */
export const grantedAt = ({ granted }: BrokeredToken, place: Place): Destination[] => at(granted, place)

/** The tokens that are for a place. */
export const tokensFor = (tokens: readonly BrokeredToken[], place: Place): BrokeredToken[] =>
  tokens.filter((token) => destinationsAt(token, place).length > 0)

/** True when the user wrote this very host: only then may it lie in an inner network. */
export const isWritten = (tokens: readonly BrokeredToken[], host: string): boolean =>
  tokens.some(({ destinations }) => destinations.some((each) => each.host === host))
