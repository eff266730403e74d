import type { Body } from './body.ts'
import { heldLength } from './held-length.ts'
import { placeholderIn } from './placeholders-in.ts'
import type { BrokeredToken } from './session.ts'

/** How much of a body is looked at before the first byte goes upstream. */
const FIRST = 64 * 1024

/** A body that stalls is not waited for longer than this, ms: its client may want an answer first. */
const PATIENCE = 1_000

/** A placeholder stood in a body. */
export class PlaceholderInBody extends Error {
  readonly token: BrokeredToken

  constructor(token: BrokeredToken) {
    super('a placeholder in a body')
    this.name = 'PlaceholderInBody'
    this.token = token
  }
}

/**
 * Looks for placeholders in a body on its way: in its beginning before anything is sent, later in each piece before that
 * piece leaves. Last bytes in which a placeholder may begin are held back.
 *
 * A compressed body passes as it is: it is not looked into.
 */
export class BodyGuard {
  readonly #body: Body
  readonly #tokens: readonly BrokeredToken[]
  readonly #texts: readonly Buffer[]
  #held: Buffer = Buffer.alloc(0)
  #asked: Promise<Buffer | null> | null = null

  constructor(body: Body, tokens: readonly BrokeredToken[], isCompressed: boolean) {
    this.#body = body
    this.#tokens = isCompressed ? [] : tokens
    this.#texts = this.#tokens.map(({ placeholder }) => Buffer.from(placeholder, 'latin1'))
  }

  get isDone(): boolean {
    return this.#body.isDone && this.#held.length === 0
  }

  /** Reads the beginning, so that it is judged before anything is sent. @throws {PlaceholderInBody} */
  async first(): Promise<void> {
    const parts: Buffer[] = []
    let size = 0
    const end = Date.now() + PATIENCE
    while (size < FIRST && !this.#body.isDone) {
      const piece = await this.#within(end - Date.now())
      if (piece === undefined) break
      if (piece === null) break
      parts.push(piece)
      size += piece.length
    }
    this.#held = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    this.#look(this.#held)
  }

  /** The next bytes that may leave; null at the end. @throws {PlaceholderInBody} */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const piece = this.#body.isDone && this.#asked === null ? null : await this.#ask()
      if (piece === null) {
        const last = this.#held
        this.#held = Buffer.alloc(0)
        return last.length === 0 ? null : last
      }
      const all = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece])
      this.#look(all)
      const leaving = all.length - heldLength(all, this.#texts)
      this.#held = all.subarray(leaving)
      if (leaving > 0) return all.subarray(0, leaving)
    }
  }

  /** What may be sent together with the head: all that is there, but for what is held back. */
  ready(): Buffer {
    const isLast = this.#body.isDone && this.#asked === null
    const leaving = this.#held.length - (isLast ? 0 : heldLength(this.#held, this.#texts))
    const ready = this.#held.subarray(0, leaving)
    this.#held = this.#held.subarray(leaving)
    return ready
  }

  #ask(): Promise<Buffer | null> {
    const asked = this.#asked ?? this.#body.next()
    this.#asked = null
    return asked
  }

  /** undefined when nothing came in time; the question stays open. */
  async #within(ms: number): Promise<Buffer | null | undefined> {
    const asked = this.#ask()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), Math.max(0, ms))
    })
    const piece = await Promise.race([asked, late])
    clearTimeout(timer)
    if (piece === undefined) {
      asked.catch(() => undefined)
      this.#asked = asked
    }
    return piece
  }

  #look(bytes: Buffer): void {
    const token = placeholderIn(this.#tokens, bytes)
    if (token !== null) throw new PlaceholderInBody(token)
  }
}
