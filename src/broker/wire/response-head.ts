import { Fault } from './fault.ts'
import { type Field, HeadMemory, listOf, oneOf, readHead, valuesOf } from './head.ts'
import { isOwnHop, OWN_HOP } from './own-hop.ts'
import { type Framing, lengthFraming } from './request-head.ts'

/** What an answer says of itself, whatever is in it. */
interface Said {
  /** In the version that we speak, whatever the server's is: RFC 9110 section 6.2. */
  readonly line: string
  readonly status: number
  readonly framing: Framing
  readonly keepsAlive: boolean
  /** True for a body that can be read: text or of no said type, and not compressed. */
  readonly isReadable: boolean
  /** True when each of its fields goes on to the client. */
  readonly goesOn: boolean
  /** What the server says of scopes: those that the request needed, those that the token has. Null where it says nothing. */
  readonly scopes: { readonly accepted: string | null; readonly held: string | null } | null
}

export interface ResponseHead extends Said {
  readonly fields: readonly Field[]
  /** True when it can go on as it came: nothing is left out, nothing is written in another way. */
  readonly goesAsCame: boolean
}

const SCOPES = ['x-accepted-oauth-scopes', 'x-oauth-scopes'] as const

const TELLING = new Set([...OWN_HOP, 'content-length', 'content-type', 'content-encoding', ...SCOPES])

/** What the answer before said on the same connection: most servers send the same fields again, but for a date or a number. */
export class ResponseMemory {
  readonly heads = new HeadMemory(TELLING)
  last: { readonly line: string; readonly version: number; readonly isBodiless: boolean; readonly said: Said } | null =
    null
}

const LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/

const TEXTUAL =
  /^(?:text\/|message\/|multipart\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript|x-www-form-urlencoded|graphql))/i

/**
 * An upstream's answer to a request, up to its body.
 *
 * @param bytes Without the empty line that ends it.
 * @param method Of the request: an answer to HEAD has no body, whatever it says.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readResponseHead(
  bytes: Buffer,
  method: string,
  memory: ResponseMemory = new ResponseMemory(),
): ResponseHead {
  const { line, fields } = readHead(bytes, memory.heads)
  const { heads, last } = memory
  const isBodiless = method === 'HEAD'
  const isKnown = last?.version === heads.version && last.line === line && last.isBodiless === isBodiless
  const said = isKnown ? last.said : readSaid(line, fields, isBodiless)
  memory.last = isKnown ? last : { line, version: heads.version, isBodiless, said }
  return { ...said, fields, goesAsCame: said.goesOn && heads.isUsual }
}

function readSaid(line: string, fields: readonly Field[], isBodiless: boolean): Said {
  const [, minor, digits = ''] = LINE.exec(line) ?? []
  if (digits === '') throw new Fault('no status line')
  const status = Number(digits)
  const framing = framingOf(status, isBodiless, fields)
  const isClosing = listOf(fields, 'connection').includes('close') || framing.kind === 'until-close'
  return {
    line: minor === '1' ? line : `HTTP/1.1${line.slice('HTTP/1.0'.length)}`,
    status,
    framing,
    keepsAlive: minor === '1' && !isClosing,
    isReadable: isReadable(fields),
    // A 204 has no length (RFC 9110 section 8.6); a client that believed one would wait for a body.
    goesOn:
      minor === '1' &&
      !fields.some(([name]) => isOwnHop(name)) &&
      !(status === 204 && oneOf(fields, 'content-length') !== null),
    scopes: scopesIn(fields),
  }
}

function isReadable(fields: readonly Field[]): boolean {
  const coding = valuesOf(fields, 'content-encoding').join(',').toLowerCase()
  return (coding === '' || coding === 'identity') && TEXTUAL.test(valuesOf(fields, 'content-type')[0] ?? 'text/plain')
}

// GitHub: docs.github.com, "Scopes for OAuth apps": which scopes an endpoint accepts, and which the token has.
function scopesIn(fields: readonly Field[]): Said['scopes'] {
  const [accepted = null, held = null] = SCOPES.map((name) => valuesOf(fields, name)[0] ?? null)
  return accepted === null && held === null ? null : { accepted, held }
}

// RFC 9112 section 6.3.
function framingOf(status: number, isBodiless: boolean, fields: readonly Field[]): Framing {
  if (isBodiless || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  const coding = oneOf(fields, 'transfer-encoding')
  const length = oneOf(fields, 'content-length')
  if (coding !== null) {
    if (length !== null || coding.toLowerCase() !== 'chunked') throw new Fault('a body of unknown length')
    return { kind: 'chunked' }
  }
  return length === null ? { kind: 'until-close' } : lengthFraming(length)
}
