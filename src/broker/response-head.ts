import { Fault } from './fault.ts'
import { type Field, HeadMemory, listOf, oneOf, readHead } from './head.ts'
import { type Framing, lengthFraming } from './request-head.ts'

export interface ResponseHead {
  readonly status: number
  /** As sent. */
  readonly line: string
  readonly fields: readonly Field[]
  readonly framing: Framing
  readonly keepsAlive: boolean
}

const LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/

/**
 * An upstream's answer to a request, up to its body.
 *
 * @param bytes Without the empty line that ends it.
 * @param method Of the request: an answer to HEAD has no body, whatever it says.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readResponseHead(bytes: Buffer, method: string, memory = new HeadMemory()): ResponseHead {
  const { line, fields } = readHead(bytes, memory)
  const [, minor, status = ''] = LINE.exec(line) ?? []
  if (status === '') throw new Fault('no status line')
  const framing = framingOf(Number(status), method, fields)
  const isClosing = listOf(fields, 'connection').includes('close') || framing.kind === 'until-close'
  return { status: Number(status), line, fields, framing, keepsAlive: minor === '1' && !isClosing }
}

// RFC 9112 section 6.3.
function framingOf(status: number, method: string, fields: readonly Field[]): Framing {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return { kind: 'none' }
  const coding = oneOf(fields, 'transfer-encoding')
  const length = oneOf(fields, 'content-length')
  if (coding !== null) {
    if (length !== null || coding.toLowerCase() !== 'chunked') throw new Fault('a body of unknown length')
    return { kind: 'chunked' }
  }
  return length === null ? { kind: 'until-close' } : lengthFraming(length)
}
