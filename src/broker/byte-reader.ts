import type { Duplex } from 'node:stream'
import { Fault } from './fault.ts'
import { HEAD_LIMIT } from './head.ts'

/** How much may wait in memory before the other side is told to stop. */
const HIGH_WATER = 256 * 1024

/** The empty line after a head, with the end of the line before. */
const EMPTY_LINE = Buffer.from('\r\n\r\n', 'latin1')
const HEAD_END = EMPTY_LINE.length
const NOTHING = Buffer.alloc(0)
const LF = 0x0a
const CR = 0x0d

/** The bytes that arrive on a connection, taken as they are wanted; the sender is held back when nobody takes them. */
export class ByteReader {
  readonly #socket: Duplex
  #waiting: Buffer[] = []
  #size = 0
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
    const end = bytes.indexOf(EMPTY_LINE)
    if (end < 0 || end > HEAD_LIMIT) return null
    this.#take()
    this.#unreadFrom(bytes, end + HEAD_END)
    return bytes.subarray(0, end)
  }

  /** Exactly so many bytes, if they are there; else null, and nothing is taken. */
  exactlyNow(length: number): Buffer | null {
    if (this.#size < length) return null
    if (length === 0) return NOTHING
    const bytes = this.#take()
    if (bytes.length === length) return bytes
    this.#unreadFrom(bytes, length)
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
        this.#unreadFrom(bytes, end + HEAD_END)
        return bytes.subarray(0, end)
      }
      if (bytes.length > HEAD_LIMIT) throw new Fault('a head that is too long')
      from = bytes.length
      const more = await this.some()
      if (more === null) throw new Fault('a head without an end')
      bytes = Buffer.concat([bytes, more])
    }
  }

  /** Puts back what was taken too much. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#waiting.unshift(bytes)
    this.#size += bytes.length
  }

  // A part of a buffer is an object of its own, made in vain when nothing follows.
  #unreadFrom(bytes: Buffer, at: number): void {
    if (at < bytes.length) this.unread(bytes.subarray(at))
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
    const bytes = this.#waiting.length === 1 ? (this.#waiting[0] as Buffer) : Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#size = 0
    if (this.#socket.isPaused()) this.#socket.resume()
    return bytes
  }

  #add(bytes: Buffer): void {
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

/**
 * Where the first empty line begins, with the end of the line before; -1 when it is not there.
 *
 * @param from How many bytes were looked at before.
 * @throws {Fault} at a bare line feed: after one the head might never end, and its sender would wait for us.
 */
function endOfHead(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < HEAD_LIMIT + HEAD_END; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] !== CR) throw new Fault('a bare line feed in a head')
    if (bytes[at - 2] === LF && bytes[at - 3] === CR) return at + 1 - HEAD_END
  }
  return -1
}
