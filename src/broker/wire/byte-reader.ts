import type { Duplex } from 'node:stream'
import { emptyLineIn, endOfHead, HEAD_END } from './end-of-head.ts'
import { Fault } from './fault.ts'
import { HEAD_LIMIT } from './head.ts'

/** How much may wait in memory before the other side is told to stop. */
const HIGH_WATER = 256 * 1024

const NOTHING = Buffer.alloc(0)

/** The bytes that arrive on a connection, taken as they are wanted; the sender is held back when nobody takes them. */
export class ByteReader {
  readonly #socket: Duplex
  #waiting: Buffer[] = []
  /** How much of the first of them was taken. */
  #at = 0
  #size = 0
  /** Where in it the head began that `headNow` gave last, while that is still there. */
  #headAt = -1
  /** Called when the other side has ended what it says, or the connection has closed; one listener, set anew for each request. */
  onGone: ((how: 'ended' | 'closed') => void) | null = null
  #isOver = false
  #hasEnded = false
  #wake: (() => void) | null = null
  readonly #onData = (bytes: Buffer): void => this.#add(bytes)
  readonly #onEnd = (): void => {
    this.#hasEnded ||= !this.#isOver
    this.#finish()
    this.onGone?.('ended')
  }
  readonly #onOver = (): void => this.#finish()
  readonly #onClose = (): void => {
    this.#finish()
    this.onGone?.('closed')
  }

  constructor(socket: Duplex) {
    this.#socket = socket
    socket.on('data', this.#onData)
    socket.on('end', this.#onEnd)
    socket.on('error', this.#onOver)
    socket.on('close', this.#onClose)
  }

  /** True when no more bytes will come. */
  get isOver(): boolean {
    return this.#isOver && this.#size === 0
  }

  /** True when the other side said that nothing more will come, and was not merely cut off. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  get hasBytes(): boolean {
    return this.#size > 0
  }

  /** All bytes that are there, or the next ones that come; null at the end. */
  async some(): Promise<Buffer | null> {
    while (this.#size === 0) {
      if (this.#isOver) return null
      await this.#more()
    }
    return this.#take()
  }

  /**
   * A message's head, if all of it is there: what `head` would give without waiting. Else null, and nothing is taken.
   *
   * One search finds its end, where `head` looks at each line: a bare line feed in it is met by whoever reads the lines.
   */
  headNow(): Buffer | null {
    const [bytes] = this.#waiting
    if (bytes === undefined || this.#waiting.length > 1) return null
    const end = emptyLineIn(bytes, this.#at)
    if (end < 0) return null
    this.#headAt = this.#at
    this.#skip(end - this.#at + HEAD_END)
    return bytes.subarray(this.#headAt, end)
  }

  /**
   * The message whose head `headNow` gave last, head and body as they came, if the body is there, too; else null, and
   * nothing is taken.
   *
   * @param length Of the body.
   */
  messageNow(length: number): Buffer | null {
    const [bytes] = this.#waiting
    const [from, end] = [this.#headAt, this.#at + length]
    if (bytes === undefined || from < 0 || end > bytes.length) return null
    this.#skip(length)
    this.#headAt = -1
    if (end === bytes.length && this.#waiting.length === 1) this.#drop()
    // A part of a buffer is an object of its own: most messages come alone.
    return from === 0 && end === bytes.length ? bytes : bytes.subarray(from, end)
  }

  /** Exactly so many bytes, if they are there; else null, and nothing is taken. */
  exactlyNow(length: number): Buffer | null {
    if (this.#size < length) return null
    if (length === 0) return NOTHING
    const bytes = this.#take()
    if (bytes.length === length) return bytes
    this.unread(bytes.subarray(length))
    return bytes.subarray(0, length)
  }

  /**
   * A message's head without the empty line that ends it; null when the other side has nothing more to say.
   *
   * @param onFirst Called when its first byte is there.
   * @throws {Fault} for one that is too long or stops in the middle.
   */
  async head(onFirst: () => void = () => {}): Promise<Buffer | null> {
    let bytes = await this.some()
    if (bytes === null) return null
    onFirst()
    for (let from = 0; ; ) {
      const end = endOfHead(bytes, from)
      if (end >= 0 && end <= HEAD_LIMIT) {
        this.unread(bytes.subarray(end + HEAD_END))
        return bytes.subarray(0, end)
      }
      if (bytes.length > HEAD_LIMIT)
        throw new Fault(
          'a head that is too long',
          'send a shorter address and fewer header fields: 16 KiB are taken in all',
        )
      from = bytes.length
      const more = await this.some()
      if (more === null) throw new Fault('a head without an end')
      bytes = Buffer.concat([bytes, more])
    }
  }

  /** Puts back what was taken too much. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#waiting = [bytes, ...this.#rest()]
    this.#size += bytes.length
  }

  /** Comes true when bytes are there, or the end is. */
  arrived(): Promise<void> | void {
    if (this.#size === 0 && !this.#isOver) return this.#more()
  }

  /** Gives the connection to another reader, with what was not read. */
  release(): Buffer {
    // For this reader it is over: nothing that comes from here on is its own.
    this.#finish()
    this.#socket.off('data', this.#onData)
    this.#socket.off('end', this.#onEnd)
    this.#socket.off('error', this.#onOver)
    this.#socket.off('close', this.#onClose)
    return this.#size === 0 ? NOTHING : this.#take()
  }

  /** All that waits. */
  #take(): Buffer {
    const rest = this.#rest()
    this.#size = 0
    this.#drop()
    return rest.length === 1 ? (rest[0] as Buffer) : Buffer.concat(rest)
  }

  /** What of the pieces was not taken. */
  #rest(): Buffer[] {
    const [first, ...more] = this.#waiting
    if (first === undefined || this.#at === 0) return this.#waiting
    const rest = this.#at === first.length ? more : [first.subarray(this.#at), ...more]
    this.#at = 0
    this.#headAt = -1
    return rest
  }

  /** Takes some of the first piece, which stays for `messageNow`. */
  #skip(length: number): void {
    this.#at += length
    this.#size -= length
    if (this.#size === 0 && this.#socket.isPaused()) this.#socket.resume()
  }

  #drop(): void {
    this.#waiting = []
    this.#at = 0
    this.#headAt = -1
    if (this.#socket.isPaused()) this.#socket.resume()
  }

  #add(bytes: Buffer): void {
    // What was taken stays until here.
    if (this.#size === 0 && this.#at > 0) this.#drop()
    this.#waiting.push(bytes)
    this.#size += bytes.length
    if (this.#size > HIGH_WATER) this.#socket.pause()
    this.#rouse()
  }

  #finish(): void {
    this.#isOver = true
    this.#rouse()
  }

  #rouse(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }

  // One reader at a time waits, but two may ask whether something arrived.
  #more(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.#wake
      this.#wake = () => {
        before?.()
        resolve()
      }
    })
  }
}
