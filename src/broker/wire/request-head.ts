import { Fault } from './fault.ts'
import { type Field, HeadMemory, listOf, oneOf, readHead, valuesOf } from './head.ts'

/** How much body follows a head. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }

export interface RequestHead {
  readonly method: string
  /** As sent: `/path?query`, `https://host/path`, `host:port`. */
  readonly target: string
  readonly isOld: boolean
  readonly fields: readonly Field[]
  /** As sent; null when there is none, which only HTTP/1.0 allows. */
  readonly host: string | null
  readonly framing: Framing
  /** True when the client waits for a 100 before it sends its body. */
  readonly isExpecting: boolean
  /** True for a request to speak WebSocket. */
  readonly isUpgrade: boolean
  /** True when the connection may serve another request after this one. */
  readonly keepsAlive: boolean
}

// Their answers repeat the request, and the secret in it: RFC 9110 section 9.3.8.
const ECHOES: ReadonlySet<string> = new Set(['TRACE', 'TRACK'])
// Methods are case-sensitive, and some servers read `get` as GET all the same: RFC 9110 section 9.1. A target is visible
// ASCII only: a blank or a byte above it would be read in many ways.
const LINE = /^([A-Z][A-Z0-9_-]{0,31}) ([!"$-~]+) HTTP\/1\.([01])$/
const LINE_WITH_ODD_TARGET = /^[A-Z][A-Z0-9_-]{0,31} \S+ HTTP\/1\.[01]$/

/** What the request before said on the same connection. */
export class RequestMemory {
  readonly heads = new HeadMemory()
  last: RequestHead | null = null
}

/**
 * A request's head, read as strictly as a judge must: what two servers could read in two ways is refused.
 *
 * @param bytes Without the empty line that ends it.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readRequestHead(bytes: Buffer, memory = new RequestMemory()): RequestHead {
  const { line, fields } = readHead(bytes, memory.heads)
  const [, method = '', target = '', minor] = LINE.exec(line) ?? []
  if (method === '') {
    const isOdd = LINE_WITH_ODD_TARGET.test(line)
    throw new Fault(isOdd ? 'a request target with a character that none may have' : 'no request line')
  }
  if (ECHOES.has(method)) throw new Fault('a method whose answer repeats the request', 'use another method')
  const isOld = minor === '0'
  const { last } = memory
  const isRepeated = last !== null && last.fields === fields && last.method === method && last.isOld === isOld
  const head = isRepeated
    ? { ...last, target }
    : { method, target, isOld, fields, ...readFields(fields, method, isOld) }
  memory.last = head
  return head
}

/** What the fields of a request say of it. */
type Said = Pick<RequestHead, 'host' | 'framing' | 'isExpecting' | 'isUpgrade' | 'keepsAlive'>

function readFields(fields: readonly Field[], method: string, isOld: boolean): Said {
  const host = oneOf(fields, 'host')
  if (host === null && !isOld) throw new Fault('no Host')
  const framing = framingOf(fields, isOld)
  const isUpgrade = readUpgrade(method, fields)
  // What follows the head would be a body to one server and the new protocol to another.
  if (isUpgrade && (isOld || framing.kind !== 'none')) throw new Fault('an upgrade with a body, or from HTTP/1.0')
  return {
    host,
    framing,
    // HTTP/1.0 does not know what is between a request and its answer: RFC 9110 section 10.1.1.
    isExpecting: readExpect(fields) && !isOld,
    isUpgrade,
    keepsAlive: readPersistence(fields, isOld),
  }
}

// RFC 9112 section 6.3: whatever is not plain is an attempt at smuggling, or as good as one.
function framingOf(fields: readonly Field[], isOld: boolean): Framing {
  const length = oneOf(fields, 'content-length')
  const coding = oneOf(fields, 'transfer-encoding')
  if (coding !== null) {
    if (length !== null) throw new Fault('both Content-Length and Transfer-Encoding')
    if (isOld || coding.toLowerCase() !== 'chunked') throw new Fault('a Transfer-Encoding other than chunked')
    if (valuesOf(fields, 'trailer').length > 0) throw new Fault('trailers in a request', 'send them as header fields')
    return { kind: 'chunked' }
  }
  if (length === null) return { kind: 'none' }
  return lengthFraming(length)
}

/** @throws {Fault} for a length that is not a plain number. */
export function lengthFraming(text: string): Framing {
  // A leading zero means octal to some.
  if (!/^(?:0|[1-9]\d{0,14})$/.test(text)) throw new Fault('a Content-Length that is no number')
  const length = Number(text)
  return length === 0 ? { kind: 'none' } : { kind: 'length', length }
}

function readExpect(fields: readonly Field[]): boolean {
  const expect = oneOf(fields, 'expect')
  if (expect === null) return false
  if (expect.toLowerCase() !== '100-continue') throw new Fault('an Expect other than 100-continue', 'leave it out')
  return true
}

// h2c would start another protocol behind our back.
function readUpgrade(method: string, fields: readonly Field[]): boolean {
  const upgrade = listOf(fields, 'upgrade')
  const isAsked = listOf(fields, 'connection').includes('upgrade')
  if (upgrade.length === 0 && !isAsked) return false
  if (upgrade.length !== 1 || upgrade[0] !== 'websocket' || !isAsked || method !== 'GET') {
    throw new Fault(
      'an upgrade to something other than WebSocket',
      'stay with HTTP/1.1: h2c and others are not passed on',
    )
  }
  return true
}

function readPersistence(fields: readonly Field[], isOld: boolean): boolean {
  const said = [...listOf(fields, 'connection'), ...listOf(fields, 'proxy-connection')]
  if (said.includes('close')) return false
  return isOld ? said.includes('keep-alive') : true
}
