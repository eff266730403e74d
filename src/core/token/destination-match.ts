import { coversCarrier } from './carrier.ts'
import type { Destination } from './destination-grammar.ts'
import { canonicalHost } from './host.ts'
import { isMetadata } from './host-metadata.ts'
import { coversPath, matchesPath } from './path-pattern.ts'
import type { Carrier } from './provider.ts'

/** What decides whether a request lies inside a destination. */
export interface RequestTarget {
  readonly method: string
  readonly scheme: string
  /** As it will be dialled; v6 in brackets. */
  readonly host: string
  readonly port: number
  /** As sent, with its query if there is one. */
  readonly path: string
  /** Name and value of each header, as sent. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

// Frameworks take the method from these instead of the request line. Sources: the manuals of Google APIs (X-HTTP-Method-Override),
// Microsoft OData (X-HTTP-Method), IBM (X-Method-Override), Rack and Symfony (the `_method` parameter).
const OVERRIDE_HEADERS: ReadonlySet<string> = new Set(['x-http-method-override', 'x-http-method', 'x-method-override'])
const OVERRIDE_PARAMETERS: readonly string[] = ['_method', '$httpMethod', 'x-http-method-override']

/** Carriers of a token whose provider is unknown: `Authorization`, any scheme. */
export const DEFAULT_CARRIERS: readonly Carrier[] = [{ kind: 'header', header: 'Authorization' }]

/** True when a request lies inside a destination: scheme, host, port, method and path; metadata hosts never do. */
export function matchesDestination(destination: Destination, request: RequestTarget): boolean {
  const host = canonicalHost(request.host)
  if (host === null || isMetadata(host) || !coversHost(destination.host, host)) return false
  if (request.scheme !== destination.scheme || request.port !== destination.port) return false

  const [path = '', ...query] = request.path.split('?')
  return matchesMethods(destination, request, query.join('?')) && matchesPath(destination.path, path || '/')
}

/**
 * True when everything `inner` allows, `outer` allows: how a project file may narrow a token's destinations.
 *
 * Errs towards false: an `inner` that names no carrier is not inside an `outer` that does.
 *
 * @param carriers Those of the token's provider, which an `outer` without carrier stands for.
 */
export function covers(outer: Destination, inner: Destination, carriers = DEFAULT_CARRIERS): boolean {
  return (
    outer.scheme === inner.scheme &&
    outer.port === inner.port &&
    coversHost(outer.host, inner.host) &&
    coversMethods(outer.methods, inner.methods) &&
    coversPath(outer.path, inner.path) &&
    coversCarriers(outer.carrier, inner.carrier, carriers)
  )
}

// A star stands for exactly one label: never the apex, never two, never part of an address.
function coversHost(outer: string, inner: string): boolean {
  if (!outer.startsWith('*.') || inner.startsWith('*.')) return outer === inner
  return inner.slice(inner.indexOf('.')) === outer.slice(1)
}

const coversMethods = (outer: Destination['methods'], inner: Destination['methods']): boolean =>
  outer === null || (inner?.every((method) => outer.includes(method)) ?? false)

function coversCarriers(outer: Carrier | null, inner: Carrier | null, carriers: readonly Carrier[]): boolean {
  if (inner === null) return outer === null
  return (outer === null ? carriers : [outer]).some((carrier) => coversCarrier(carrier, inner))
}

function matchesMethods({ methods }: Destination, { method, headers = [] }: RequestTarget, query: string): boolean {
  if (methods === null) return true
  const inHeaders = headers.filter(([name]) => OVERRIDE_HEADERS.has(name.toLowerCase())).map(([, value]) => value)
  const parameters = new URLSearchParams(query)
  const inQuery = OVERRIDE_PARAMETERS.flatMap((name) => parameters.getAll(name))
  const overrides = [...inHeaders, ...inQuery].flatMap((value) => value.split(','))
  return methods.includes(method) && overrides.every((value) => methods.includes(value.trim().toUpperCase()))
}
