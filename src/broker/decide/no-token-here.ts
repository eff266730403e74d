import { coversHost } from '../../core/token/destination-match.ts'
import { isLoopback } from '../../core/token/host.ts'
import type { BrokeredToken } from '../session.ts'
import { addingHint } from './allowing-hint.ts'
import { outOfBounds, Refused } from './refuse.ts'
import { shownPlace } from './shown-request.ts'
import { destinationsAt, grantedAt, isBound, type Place } from './tokens-for.ts'

/**
 * Why a bound host is refused at a place that no token is for: what was taken away from one since the session began, or
 * another port than any had.
 *
 * @param places The same place as https and as http: a tunnel does not say which.
 */
export function noTokenHere(tokens: readonly BrokeredToken[], places: readonly Place[]): Refused {
  for (const place of places) {
    const taken = takenFrom(tokens, place)
    if (taken !== null) return takenAway(taken, place)
  }
  const [place] = places
  if (place === undefined) throw new TypeError('a refusal of no place')
  return wrongPort(tokens, place)
}

/** The token that was for a place when the session began, where none is for it now; null for none. */
export const takenFrom = (tokens: readonly BrokeredToken[], place: Place): BrokeredToken | null =>
  tokens.some((token) => destinationsAt(token, place).length > 0)
    ? null
    : (tokens.find((token) => grantedAt(token, place).length > 0) ?? null)

/** What was taken away from a token while the session runs is refused; it is not a host like any other by that. */
export const takenAway = (token: BrokeredToken, place: Place): Refused =>
  new Refused({
    ...{ status: 403, code: 'out-of-domain-host', token, rule: null, asked: null },
    reason: `${token.name} is no longer for ${shownPlace(place)}`,
    hint: addingHint(token, grantedAt(token, place)),
  })

function wrongPort(tokens: readonly BrokeredToken[], { host, port }: Place): Refused {
  const here = (each: { readonly host: string }): boolean => coversHost(each.host, host)
  const [token] = [
    ...tokens.filter(({ destinations }) => destinations.some(here)),
    ...tokens.filter(({ granted }) => granted.some(here)),
  ]
  if (token === undefined) throw new TypeError('a bound host without its token')
  const left = token.destinations.filter(here)
  const own = left.length > 0 ? left : token.granted.filter(here)
  const ports = [...new Set(own.map((each) => each.port))].join(', ')
  // On this machine another port is mostly another server, which the token has nothing to do with.
  const hint = isLoopback(host)
    ? otherName(tokens)
    : addingHint(
        token,
        own.map((each) => ({ ...each, host, port })),
      )
  const is = left.length > 0 ? 'is' : 'was'
  return new Refused({ ...outOfBounds(`${token.name} ${is} for ${host} on port ${ports}, not ${port}`, hint), token })
}

/** The names of this machine that no token is for lie past the broker, among the session's exceptions. */
function otherName(tokens: readonly BrokeredToken[]): string {
  const free = ['127.0.0.1', 'localhost'].find((name) => !isBound(tokens, name))
  return free === undefined
    ? 'a server with a name of its own in your hosts file is reached past the broker'
    : `ask for it as ${free}, which this session leaves alone`
}
