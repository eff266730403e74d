import { BulkheadError } from '../errors.ts'
import { formatCarrier, readCarrier } from './carrier.ts'
import { canonicalHost, isAddress } from './host.ts'
import { isPathPattern } from './path-pattern.ts'
import type { Carrier } from './provider.ts'

/** Where a token may go, and how it gets in. */
export interface Destination {
  /** Upper case, sorted, each once; null takes any. */
  readonly methods: readonly string[] | null
  readonly scheme: 'https' | 'http'
  /** Canonical: lower case, punycode, no trailing dot, v6 in brackets; `*.` at its start is exactly one label. `*` alone is refused later. */
  readonly host: string
  readonly port: number
  /** A pattern that begins with a slash; null takes any path. */
  readonly path: string | null
  /** null takes the carriers of the token's provider. */
  readonly carrier: Carrier | null
}

const DEFAULT_PORTS = { https: 443, http: 80 } as const
const LENGTH_LIMIT = 2048
const METHODS = /^[A-Z][A-Z-]{0,19}(?:,[A-Z][A-Z-]{0,19})*$/
const TARGET = /^(?:(https?):\/\/)?(\[[^\]/]*\]|[^:/[\]]+)(?::([1-9]\d{0,4}))?(\/.*)?$/
// What has no place anywhere in a destination: spaces beyond the two separators are found by the parts' own grammars.
// Made when it is asked: see the hosts of other languages in host.ts.
const holdsForbidden = (text: string): boolean => /[?#@%\\"<>^`{|}]|\p{C}|\.\./u.test(text)

/**
 * Reads the grammar of a destination and nothing more: no list of public suffixes is loaded, and no policy is asked.
 *
 * For text that `parseDestination` has taken before, such as what the catalog keeps.
 *
 * @throws {BulkheadError} `destination-invalid`.
 */
export function readDestination(text: string): Destination {
  if (text.length > LENGTH_LIMIT || holdsForbidden(text)) throw invalid(text)
  const [place, carrierText] = splitOnce(text, ' via ')
  const [first, rest] = splitOnce(place, ' ')
  const [methodsText, target] = rest === null ? [null, first] : [first, rest]

  const methods = methodsText === null ? null : readMethods(methodsText)
  const carrier = carrierText === null ? null : readCarrier(carrierText)
  const parts = readTarget(target)
  if (parts === null || (methodsText !== null && methods === null) || (carrierText !== null && carrier === null)) {
    throw invalid(text)
  }
  return { methods, ...parts, carrier }
}

/** The canonical string, which is what JSON shows: `readDestination` of it gives the same destination back. */
export function formatDestination({ methods, scheme, host, port, path, carrier }: Destination): string {
  const before = methods === null ? '' : `${methods.join(',')} `
  const start = scheme === 'https' ? host : `http://${host}`
  const shownPort = port === DEFAULT_PORTS[scheme] ? '' : `:${port}`
  const after = carrier === null ? '' : ` via ${formatCarrier(carrier)}`
  return `${before}${start}${shownPort}${path ?? ''}${after}`
}

function readMethods(text: string): string[] | null {
  return METHODS.test(text) ? [...new Set(text.split(','))].sort() : null
}

function readTarget(text: string): Pick<Destination, 'scheme' | 'host' | 'port' | 'path'> | null {
  const [matched, schemeText, hostText = '', portText, path = null] = TARGET.exec(text) ?? []
  const scheme = schemeText === 'http' ? 'http' : 'https'
  const host = readHost(hostText)
  const port = portText === undefined ? DEFAULT_PORTS[scheme] : Number(portText)
  if (matched === undefined || host === null || port > 65535) return null
  return path === null || isPathPattern(path) ? { scheme, host, port, path } : null
}

function readHost(text: string): string | null {
  if (text === '*') return text
  const wildcard = text.startsWith('*.')
  const host = canonicalHost(wildcard ? text.slice(2) : text)
  if (host === null) return null
  if (wildcard) return isAddress(host) ? null : `*.${host}`
  return host === 'localhost' || host.startsWith('[') || host.includes('.') ? host : null
}

function splitOnce(text: string, separator: string): [string, string | null] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + separator.length)]
}

// A pasted URL may hold a password before its @, or a token after its ?.
const withoutSecrets = (text: string): string => text.replace(/^.*@/s, '…@').replace(/[?#].*$/s, '?…')

const invalid = (text: string): BulkheadError =>
  new BulkheadError('destination-invalid', `not a destination: ${JSON.stringify(withoutSecrets(text).slice(0, 120))}`, {
    hint: 'write [METHODS ]HOST[:PORT][/PATH][ via CARRIER], such as GET,HEAD api.github.com/repos/acme/web/**',
  })
