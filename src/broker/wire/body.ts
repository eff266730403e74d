import type { ByteReader } from './byte-reader.ts'
import { ChunkReader } from './chunks.ts'
import type { Framing } from './request-head.ts'
import { Gone } from './send.ts'

/** The body of a message, without its framing. */
export interface Body {
  /** The next piece; null at the end. @throws {Fault} for broken framing, {Gone} when it stops in the middle. */
  next(): Promise<Buffer | null>
  readonly isDone: boolean
}

const EMPTY: Body = { next: async () => null, isDone: true }

/** @param takesTrailers Answers may have trailers, which are dropped. */
export function bodyOf(framing: Framing, reader: ByteReader, takesTrailers = false): Body {
  switch (framing.kind) {
    case 'none':
      return EMPTY
    case 'length':
      return new LengthBody(framing.length, reader)
    case 'chunked':
      return new ChunkedBody(reader, takesTrailers)
    case 'until-close':
      return new RestBody(reader)
  }
}

class LengthBody implements Body {
  #left: number
  readonly #reader: ByteReader

  constructor(length: number, reader: ByteReader) {
    this.#left = length
    this.#reader = reader
  }

  get isDone(): boolean {
    return this.#left === 0
  }

  async next(): Promise<Buffer | null> {
    if (this.#left === 0) return null
    const bytes = await this.#reader.some()
    if (bytes === null) throw new Gone()
    const piece = bytes.subarray(0, this.#left)
    this.#left -= piece.length
    this.#reader.unread(bytes.subarray(piece.length))
    return piece
  }
}

class ChunkedBody implements Body {
  readonly #chunks: ChunkReader
  readonly #reader: ByteReader

  constructor(reader: ByteReader, takesTrailers: boolean) {
    this.#reader = reader
    this.#chunks = new ChunkReader(takesTrailers)
  }

  get isDone(): boolean {
    return this.#chunks.isDone
  }

  async next(): Promise<Buffer | null> {
    while (!this.#chunks.isDone) {
      const bytes = await this.#reader.some()
      if (bytes === null) throw new Gone()
      const { data, rest } = this.#chunks.read(bytes)
      this.#reader.unread(rest)
      if (data.length > 0) return data.length === 1 ? (data[0] as Buffer) : Buffer.concat(data)
    }
    return null
  }
}

class RestBody implements Body {
  #isDone = false
  readonly #reader: ByteReader

  constructor(reader: ByteReader) {
    this.#reader = reader
  }

  get isDone(): boolean {
    return this.#isDone
  }

  async next(): Promise<Buffer | null> {
    const bytes = await this.#reader.some()
    if (bytes === null && !this.#reader.hasEnded) throw new Gone()
    if (bytes === null) this.#isDone = true
    return bytes
  }
}
