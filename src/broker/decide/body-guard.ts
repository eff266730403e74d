import type { BrokeredToken } from '../session.ts'
import type { Body } from '../wire/body.ts'
import { heldLength } from '../wire/held-length.ts'
import { placeholderForms } from './placeholder-forms.ts'
import { foreignIn, placeholderIn } from './placeholders-in.ts'

/** How much of a body is looked at before the first byte goes upstream. */
const FIRST = 64 * 1024

/** A body that stands still for so long, ms, is sent as far as it was looked at: its client may want an answer first. */
const PATIENCE = 1_000

/** A placeholder stood in a body: a token's of this session, or one of another session. */
export class PlaceholderInBody extends Error {
  readonly found: BrokeredToken | { readonly foreignSession: string }

  constructor(found: PlaceholderInBody['found']) {
    super('a placeholder in a body')
    this.name = 'PlaceholderInBody'
    this.found = found
  }
}

/**
 * Looks for placeholders in a body on its way: in its beginning before anything is sent, later in each piece before that
 * piece leaves. Last bytes in which a placeholder may begin are held back.
 *
 * A compressed body passes as it is: it is not looked into.
 */
export class BodyGuard {
  /** What was found, once something was. */
  found: PlaceholderInBody | null = null
  readonly #body: Body
  readonly #tokens: readonly BrokeredToken[]
  readonly #forms: readonly Buffer[]
  readonly #ownerOf: (text: string) => string | null
  #held: Buffer = Buffer.alloc(0)
  #asked: Promise<Buffer | null> | null = null

  /**
   * @param tokens Whose placeholders are looked for; none in a compressed body.
   * @param ownerOf The other session that a text is a placeholder of.
   */
  constructor(body: Body, tokens: readonly BrokeredToken[], ownerOf: (text: string) => string | null) {
    this.#body = body
    this.#tokens = tokens
    this.#forms = tokens.flatMap((token) => placeholderForms(token).plainBytes)
    this.#ownerOf = ownerOf
  }

  get isDone(): boolean {
    return this.#body.isDone && this.#held.length === 0
  }

  /**
   * Reads the beginning, so that it is judged before anything is sent.
   *
   * @param isWaitedFor True for one that must be there: who sends it could else hold back what is to be judged.
   * @returns It.
   * @throws {PlaceholderInBody}
   */
  async first(isWaitedFor = false): Promise<Buffer> {
    const parts: Buffer[] = []
    let size = 0
    while (size < FIRST && !this.#body.isDone) {
      const piece = await (isWaitedFor ? this.#ask() : this.#within(PATIENCE))
      if (piece === undefined) break
      if (piece === null) break
      parts.push(piece)
      size += piece.length
    }
    this.#held = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    this.#look(this.#held, true)
    this.#lookForForeign(this.#held)
    return this.#held
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
      this.#look(all, false)
      const leaving = all.length - heldLength(all, this.#forms)
      this.#held = all.subarray(leaving)
      if (leaving > 0) return all.subarray(0, leaving)
    }
  }

  /** What may be sent together with the head: all that is there, but for what is held back. */
  ready(): Buffer {
    const isLast = this.#body.isDone && this.#asked === null
    const leaving = this.#held.length - (isLast ? 0 : heldLength(this.#held, this.#forms))
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
      // Where we ourselves were held up, more may be there already: it is read before the time counts.
      timer = setTimeout(() => setImmediate(resolve, undefined), ms)
    })
    const piece = await Promise.race([asked, late])
    clearTimeout(timer)
    if (piece === undefined) {
      asked.catch(() => undefined)
      this.#asked = asked
    }
    return piece
  }

  #look(bytes: Buffer, isWhole: boolean): void {
    const token = placeholderIn(this.#tokens, bytes, isWhole)
    if (token !== null) this.#refuse(token)
  }

  #lookForForeign(bytes: Buffer): void {
    if (this.#tokens.length === 0) return
    const foreignSession = foreignIn(bytes.toString('latin1'), this.#ownerOf)
    if (foreignSession !== null) this.#refuse({ foreignSession })
  }

  #refuse(found: PlaceholderInBody['found']): never {
    this.found = new PlaceholderInBody(found)
    throw this.found
  }
}
