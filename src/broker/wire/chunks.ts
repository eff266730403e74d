import { Fault } from './fault.ts'

/** Longest line that gives a chunk's size. Extensions are refused, so it is digits alone. */
const SIZE = /^[0-9a-fA-F]{1,8}$/
const LINE_LIMIT = 10

/**
 * Reads a chunked body piece by piece. RFC 9112 section 7.1, without what parsers read in many ways: no extension, no
 * bare LF, no size that could overflow; trailers only where they are let through.
 */
export class ChunkReader {
  /** Bytes of the current chunk still to come; 0 when a size line is next. */
  #left = 0
  #state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size'
  #line: Buffer = Buffer.alloc(0)
  readonly #takesTrailers: boolean

  /** @param takesTrailers Answers may have some, which are dropped; a request's could hold a credential. */
  constructor(takesTrailers: boolean) {
    this.#takesTrailers = takesTrailers
  }

  get isDone(): boolean {
    return this.#state === 'done'
  }

  /**
   * The data in `bytes`, without its framing, and what follows the body.
   *
   * @throws {Fault}
   */
  read(bytes: Buffer): { readonly data: readonly Buffer[]; readonly rest: Buffer } {
    const data: Buffer[] = []
    let at = 0
    while (at < bytes.length && this.#state !== 'done') {
      if (this.#state === 'data') {
        const end = Math.min(bytes.length, at + this.#left)
        data.push(bytes.subarray(at, end))
        this.#left -= end - at
        at = end
        if (this.#left === 0) this.#state = 'data-end'
      } else {
        at = this.#readLine(bytes, at)
      }
    }
    return { data, rest: bytes.subarray(at) }
  }

  #readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(0x0a, at)
    const part = bytes.subarray(at, end < 0 ? bytes.length : end + 1)
    this.#line = this.#line.length === 0 ? part : Buffer.concat([this.#line, part])
    const limit = this.#state === 'trailer' ? 8_192 : LINE_LIMIT
    if (this.#line.length > limit) throw new Fault('a chunk whose size is no number')
    // Some read it as the end of a line: nobody is left to guess.
    const alone = end < 0 ? this.#line.indexOf(0x0d) : -1
    if (alone >= 0 && alone < this.#line.length - 1) throw new Fault('a bare carriage return between chunks')
    if (end >= 0) {
      const text = this.#line.toString('latin1')
      this.#line = Buffer.alloc(0)
      if (!text.endsWith('\r\n')) throw new Fault('a bare line feed between chunks')
      this.#take(text.slice(0, -2))
    }
    return at + part.length
  }

  #take(line: string): void {
    if (this.#state === 'data-end') {
      if (line !== '') throw new Fault('a chunk longer than its size')
      this.#state = 'size'
    } else if (this.#state === 'size') {
      if (!SIZE.test(line)) throw new Fault('a chunk whose size is no number')
      this.#left = Number.parseInt(line, 16)
      this.#state = this.#left === 0 ? 'trailer' : 'data'
    } else if (line === '') {
      this.#state = 'done'
    } else if (!this.#takesTrailers) {
      throw new Fault('trailers in a request', 'send them as header fields')
    }
  }
}

/** Data as one chunk; nothing for no data, since an empty chunk would end the body. */
export const chunkOf = (data: Buffer): Buffer[] =>
  data.length === 0 ? [] : [Buffer.from(`${data.length.toString(16)}\r\n`), data, CRLF]

/** The end of a chunked body. */
export const LAST_CHUNK = Buffer.from('0\r\n\r\n')

const CRLF = Buffer.from('\r\n')
