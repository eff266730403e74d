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
// Frameworks behind a rewriting server take the path from these: the manuals of Symfony and IIS URL Rewrite.
const PATH_HEADERS: ReadonlySet<string> = new Set(['x-original-url', 'x-rewrite-url'])
const OVERRIDE_PARAMETERS: ReadonlySet<string> = new Set(['_method', '$httpMethod', 'x-http-method-override'])

/**
 * True for a parameter that does the same, of a query or a form.
 *
 * PHP leaves out blanks before a name, and makes `_` of a dot in it: php.net, "Variables From External Sources".
 */
export const isOverrideParameter = (name: string): boolean =>
  OVERRIDE_PARAMETERS.has(name.trimStart().replace(/[. ]/g, '_'))

/** Carriers of a token whose provider is unknown: `Authorization`, any scheme. */
export const DEFAULT_CARRIERS: readonly Carrier[] = [{ kind: 'header', header: 'Authorization' }]

/** True when a request lies inside a destination: scheme, host, port, method and path; metadata hosts never do. */
export function matchesDestination(destination: Destination, request: RequestTarget): boolean {
  const host = dialledHost(request.host)
  if (host === null || !coversHost(destination.host, host)) return false
  if (request.scheme !== destination.scheme || request.port !== destination.port) return false

  return matchesMethods(destination, request) && matchesPaths(destination, request)
}

let last: { readonly text: string; readonly host: string | null } = { text: '', host: null }

/** The canonical host; null for what is none, or a metadata host. The last one is kept: one connection asks for one host. */
function dialledHost(text: string): string | null {
  if (last.text !== text) {
    const host = canonicalHost(text)
    last = { text, host: host === null || isMetadata(host) ? null : host }
  }
  return last.host
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

/** True when a destination's host stands for a host. A star is exactly one label: never the apex, never two, never part of an address. */
export function coversHost(outer: string, inner: string): boolean {
  if (!outer.startsWith('*.') || inner.startsWith('*.')) return outer === inner
  return inner.slice(inner.indexOf('.')) === outer.slice(1)
}

const coversMethods = (outer: Destination['methods'], inner: Destination['methods']): boolean =>
  outer === null || (inner?.every((method) => outer.includes(method)) ?? false)

function coversCarriers(outer: Carrier | null, inner: Carrier | null, carriers: readonly Carrier[]): boolean {
  if (inner === null) return outer === null
  return (outer === null ? carriers : [outer]).some((carrier) => coversCarrier(carrier, inner))
}

function matchesMethods({ methods }: Destination, request: RequestTarget): boolean {
  if (methods === null) return true
  return methods.includes(request.method) && overridingMethods(request).every((method) => methods.includes(method))
}

/** The methods that headers and parameters of a request put in place of its own, upper case. */
export function overridingMethods({ path, headers = [] }: Pick<RequestTarget, 'path' | 'headers'>): string[] {
  const query = path.slice(pathOf(path).length)
  const parameters = query === '' ? [] : [...new URLSearchParams(query)]
  const inQuery = parameters.flatMap(([name, value]) => (isOverrideParameter(name) ? [value] : []))
  const inHeaders = valuesOf(headers, OVERRIDE_HEADERS)
  return [...inHeaders, ...inQuery].flatMap((value) => value.split(',')).map((value) => value.trim().toUpperCase())
}

function matchesPaths({ path: pattern }: Destination, { path, headers = [] }: RequestTarget): boolean {
  if (!matchesPath(pattern, pathOf(path) || '/')) return false
  return pattern === null || valuesOf(headers, PATH_HEADERS).every((text) => matchesPath(pattern, pathOf(text) || '/'))
}

function pathOf(target: string): string {
  const question = target.indexOf('?')
  return question < 0 ? target : target.slice(0, question)
}

// Most names are of another length, and need not be rewritten to be told apart.
const LENGTHS: ReadonlySet<number> = new Set([...OVERRIDE_HEADERS, ...PATH_HEADERS].map(({ length }) => length))

// A gateway to CGI, WSGI or Rack makes one variable of both signs, so that a name with `_` arrives as the one with `-`.
function valuesOf(headers: NonNullable<RequestTarget['headers']>, names: ReadonlySet<string>): string[] {
  // A loop: this is asked with each request, and hardly ever is there one.
  const values: string[] = []
  for (const [name, value] of headers) {
    if (LENGTHS.has(name.length) && names.has(name.toLowerCase().replaceAll('_', '-'))) values.push(value)
  }
  return values
}
