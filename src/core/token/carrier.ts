import type { Carrier } from './provider.ts'

const HEADER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
const SCHEME = /^[A-Za-z][A-Za-z0-9-]{0,31}$/
const PARAMETER = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/

// Headers that frame a message or belong to one hop: a token there would never arrive, or would change where the request goes.
const FRAMING: ReadonlySet<string> = new Set(
  `host connection content-length content-type expect keep-alive proxy-authorization proxy-connection te trailer
   transfer-encoding upgrade`.split(/\s+/),
)

/**
 * Reads `bearer`, `basic`, `HEADER`, `HEADER SCHEME` or `query:NAME`.
 *
 * `Authorization Bearer` is `bearer`, `Authorization Basic` is `basic`; other header names keep the case they were written in.
 *
 * @returns null for anything else.
 */
export function readCarrier(text: string): Carrier | null {
  if (text.startsWith('query:')) {
    const parameter = text.slice('query:'.length)
    return PARAMETER.test(parameter) ? { kind: 'query', parameter } : null
  }
  const [header = '', scheme, ...more] = text.split(' ')
  if (!HEADER.test(header) || more.length > 0) return null
  if (scheme === undefined) return keyword(header) ?? { kind: 'header', header }
  if (!SCHEME.test(scheme)) return null
  const short = header.toLowerCase() === 'authorization' ? keyword(scheme) : null
  return short ?? { kind: 'header', header, scheme }
}

/** The text that `readCarrier` reads. */
export function formatCarrier(carrier: Carrier): string {
  if (carrier.kind === 'query') return `query:${carrier.parameter}`
  if (carrier.kind !== 'header') return carrier.kind
  return carrier.scheme === undefined ? carrier.header : `${carrier.header} ${carrier.scheme}`
}

/** True for a header that no token may be put into. */
export const isFramingCarrier = (carrier: Carrier): boolean =>
  carrier.kind === 'header' && FRAMING.has(carrier.header.toLowerCase())

/** True when everything that `inner` may hold, `outer` may hold: the same place, and the same scheme unless `outer` takes any. */
export function coversCarrier(outer: Carrier, inner: Carrier): boolean {
  if (outer.kind === 'query' || inner.kind === 'query') {
    return outer.kind === inner.kind && formatCarrier(outer) === formatCarrier(inner)
  }
  const [wide, narrow] = [headerOf(outer), headerOf(inner)]
  return wide.header === narrow.header && (wide.scheme === undefined || wide.scheme === narrow.scheme)
}

function headerOf(carrier: Exclude<Carrier, { kind: 'query' }>): { header: string; scheme: string | undefined } {
  if (carrier.kind !== 'header') return { header: 'authorization', scheme: carrier.kind }
  return { header: carrier.header.toLowerCase(), scheme: carrier.scheme?.toLowerCase() }
}

function keyword(text: string): Carrier | null {
  const lower = text.toLowerCase()
  return lower === 'bearer' || lower === 'basic' ? { kind: lower } : null
}
