import { DEFAULT_CARRIERS } from '../../core/token/destination-match.ts'
import type { Carrier } from '../../core/token/provider.ts'
import type { BrokeredToken } from '../session.ts'
import { Fault } from '../wire/fault.ts'
import { type Field, VALUE } from '../wire/head.ts'

/** A text in a place where credentials travel. */
export interface Carried {
  /** Which field, or null for the query. */
  readonly field: number | null
  readonly parameter: string | null
  /** What may be a placeholder: the value, what follows its scheme, the user or the password of Basic, a token by name. */
  readonly texts: readonly string[]
  /** The value with one of those texts replaced. */
  readonly replace: (text: string, by: string) => string
  /** True when that text in that place is what this carrier means. */
  readonly fits: (carrier: Carrier, text: string) => boolean
}

/** The carriers of a token: its provider's, or `Authorization` with any scheme. */
export const carriersOf = ({ carriers }: Pick<BrokeredToken, 'carriers'>): readonly Carrier[] =>
  carriers.length === 0 ? DEFAULT_CARRIERS : carriers

/** The header that a carrier uses, lower case; null for the query. */
export const headerOf = (carrier: Carrier): string | null =>
  carrier.kind === 'query' ? null : carrier.kind === 'header' ? carrier.header.toLowerCase() : 'authorization'

/** Where carriers put credentials: headers in lower case, parameters of the query. */
interface Slots {
  readonly headers: ReadonlySet<string>
  readonly parameters: ReadonlySet<string>
}

const known = new WeakMap<readonly Carrier[], Slots>()

function slotsOf(carriers: readonly Carrier[]): Slots {
  const slots = known.get(carriers) ?? {
    headers: new Set(carriers.flatMap((carrier) => headerOf(carrier) ?? [])),
    parameters: new Set(carriers.flatMap((carrier) => (carrier.kind === 'query' ? carrier.parameter : []))),
  }
  known.set(carriers, slots)
  return slots
}

/** What of a request's fields stands where one of these carriers would put a credential. */
export function carriedInFields(fields: readonly Field[], carriers: readonly Carrier[]): Carried[] {
  const { headers } = slotsOf(carriers)
  return fields.flatMap(([name, value], at) =>
    value !== '' && headers.has(name.toLowerCase()) ? [inField(at, name.toLowerCase(), value)] : [],
  )
}

const NONE: readonly Carried[] = []

/** The same, of the query of its target. */
export function carriedInQuery(target: string, carriers: readonly Carrier[]): readonly Carried[] {
  const { parameters } = slotsOf(carriers)
  return parameters.size === 0 ? NONE : inQuery(target, parameters)
}

const SCHEME = /^([A-Za-z][A-Za-z0-9_-]*) +(\S.*)$/

// PagerDuty's, and that of Rails' HttpAuthentication::Token: the token is the first of the scheme's parameters, quoted or not.
const NAMED = /^(token="?)([^\s",;]+)(?:"?(?:[,;](?!.*token=).*)?)$/

function inField(field: number, name: string, value: string): Carried {
  const [, scheme = '', rest = ''] = SCHEME.exec(value) ?? []
  const basic = scheme.toLowerCase() === 'basic' ? basicOf(rest) : null
  const [, before = '', named = ''] = scheme.toLowerCase() === 'token' ? (NAMED.exec(rest) ?? []) : []
  // npm sends what `_auth` holds, which is Basic's Base64 itself, as it is.
  const whole = basic === null ? [value] : basic
  const texts = [...whole, ...[rest, named].filter((text) => text !== '')]
  return {
    field,
    parameter: null,
    texts,
    replace(text, by) {
      const sent = bytesOf(by)
      const start = value.slice(0, value.length - rest.length)
      if (named !== '' && text === named) {
        return inLine(`${start}${before}${sent}${rest.slice(before.length + named.length)}`)
      }
      if (basic === null) return inLine(text === value ? sent : `${start}${sent}`)
      const [user, password] = basic
      if (text !== user && text !== password) return inLine(`${start}${sent}`)
      const pair = text === password ? `${user}:${sent}` : `${sent}:${password}`
      return `${scheme} ${Buffer.from(pair, 'latin1').toString('base64')}`
    },
    fits(carrier, text) {
      if (headerOf(carrier) !== name) return false
      const own = basic === null && text === value ? '' : scheme.toLowerCase()
      if (carrier.kind === 'bearer') return own === 'bearer'
      if (carrier.kind === 'basic') return own === 'basic'
      // Without a scheme in the carrier any scheme will do, and none.
      return carrier.kind === 'header' && (carrier.scheme === undefined || carrier.scheme.toLowerCase() === own)
    },
  }
}

// A head is written byte by byte: what ASCII lacks goes out as UTF-8.
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1')

// A secret may have several lines; in a field they would be fields of their own.
function inLine(value: string): string {
  if (!VALUE.test(value)) {
    throw new Fault('a token that no header field can hold', 'give the token a secret of one line: bulkhead rotate')
  }
  return value
}

// RFC 7617: the user ends at the first colon.
function basicOf(text: string): readonly [user: string, password: string] | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null
  const pair = Buffer.from(text, 'base64').toString('latin1')
  const colon = pair.indexOf(':')
  return colon < 0 ? [pair, ''] : [pair.slice(0, colon), pair.slice(colon + 1)]
}

function inQuery(target: string, parameters: ReadonlySet<string>): Carried[] {
  const question = target.indexOf('?')
  if (question < 0) return []
  return target
    .slice(question + 1)
    .split('&')
    .flatMap((pair) => {
      const equals = pair.indexOf('=')
      const name = decoded(equals < 0 ? pair : pair.slice(0, equals))
      const value = equals < 0 ? '' : pair.slice(equals + 1)
      return parameters.has(name) && value !== '' ? [inParameter(name, pair, value)] : []
    })
}

function inParameter(parameter: string, pair: string, value: string): Carried {
  const key = pair.slice(0, pair.length - value.length)
  return {
    field: null,
    parameter,
    texts: [decoded(value)],
    replace: (_text, by) => `${key}${encodeURIComponent(by)}`,
    fits: (carrier) => carrier.kind === 'query' && carrier.parameter === parameter,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
