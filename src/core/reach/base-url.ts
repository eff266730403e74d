import { BulkheadError } from '../errors.ts'
import { type Destination, parseDestination, readDestination } from '../token/destination.ts'
import type { Asked, Introspection } from '../token/introspection.ts'

/** Where a provider is asked, and whether the user wrote that very host, which then may be a private one. */
export interface Base {
  readonly url: URL
  readonly isOwn: boolean
}

const HINT = { hint: 'write the address of the server, such as https://gitlab.example.com' }

/**
 * Reads a base URL: https, or http on this machine; no user, query or fragment.
 *
 * @throws {BulkheadError} `destination-invalid` for a fault of grammar, `destination-refused` for what no token may be sent to.
 */
export function parseBaseUrl(text: string): URL {
  const url = URL.parse(text)
  if (url === null || !/^https?:\/\//i.test(text) || url.username !== '' || url.password !== '') throw invalid()
  const { methods, carrier, path, ...place } = parseDestination(text.replace(/\/+$/, ''))
  if (methods !== null || carrier !== null || place.host.includes('*') || path?.includes('*')) throw invalid()
  return new URL(`${place.scheme}://${place.host}:${place.port}${path ?? '/'}`)
}

// The text is not repeated: a pasted address may hold a password or a token.
const invalid = (): BulkheadError => new BulkheadError('destination-invalid', 'not a base URL', HINT)

/**
 * Chooses where to ask: the base URL that was given, else the provider's own host, else a destination of the token.
 *
 * A token of a server that the user runs must not be shown to the provider's public one: where no destination is on the
 * provider's own site, the token belongs to the host that its destinations name.
 *
 * @param given From `parseBaseUrl`; null when none was given.
 * @param destinations Canonical ones of the token; none for a secret that is only looked at.
 * @returns null when there is no host to ask.
 * @throws {BulkheadError} `usage` when the provider has only one place and another one was given.
 */
export function chooseBase(
  introspection: Introspection,
  asked: Asked,
  given: URL | null,
  destinations: readonly string[],
): Base | null {
  const { own } = introspection
  const fixed = typeof introspection.base === 'function' ? introspection.base(asked) : introspection.base
  if (given !== null) {
    if (own === undefined) throw fixedPlace(introspection.id)
    return { url: withPath(given, own.path), isOwn: true }
  }
  const places = destinations.map(readDestination)
  const region = regionOf(places, fixed, own?.regions)
  if (region !== null) return { url: new URL(region), isOwn: false }
  const isAway = own !== undefined && places.length > 0 && !places.some(({ host }) => isSameSite(host, fixed))
  if (fixed !== null && !isAway) return { url: new URL(fixed), isOwn: false }
  const [place] = places.filter(({ host }) => own !== undefined && !host.includes('*'))
  return place === undefined ? null : { url: withPath(urlOf(place), own?.path), isOwn: true }
}

/** The region that destinations name, where they do not name the usual host. */
function regionOf(
  places: readonly Destination[],
  fixed: string | null,
  regions: readonly string[] = [],
): string | null {
  const isNamed = (url: string): boolean => places.some(({ host }) => host === new URL(url).hostname)
  return fixed !== null && isNamed(fixed) ? null : (regions.find(isNamed) ?? null)
}

const fixedPlace = (id: string): BulkheadError =>
  new BulkheadError('usage', `${id} has one place only: no other base URL can be asked about its tokens`, {
    hint: 'run it without --base',
  })

const withPath = (url: URL, path = ''): URL => (url.pathname === '/' ? new URL(path, url) : url)

const urlOf = ({ scheme, host, port }: Destination): URL => new URL(`${scheme}://${host}:${port}/`)

/** True when a destination's host lies on the site of the provider's own base: `github.com` and `api.github.com` do. */
function isSameSite(host: string, base: string | null): boolean {
  if (base === null) return false
  const site = new URL(base).hostname.split('.').slice(-2).join('.')
  return host === site || host.endsWith(`.${site}`)
}
