import type { BrokeredToken } from '../session.ts'
import type { Field } from '../wire/head.ts'
import { heldLength } from '../wire/held-length.ts'

/** What is taken out and what is put in, as bytes and as heads are read: one character for each byte. */
interface Needle {
  readonly text: Buffer
  readonly by: Buffer
  readonly latinText: string
  readonly latinBy: string
}

// One for all: a mask is made for each request, and few hold anything back.
const NOTHING = Buffer.alloc(0)

/** Shorter secrets are met by chance in any text. */
const SHORTEST = 12

/**
 * Takes a secret out of an answer that repeats it, plain or in Base64, and puts its placeholder there.
 *
 * Best effort: a compressed body is not looked into, and a server can hide a secret in a hundred other ways.
 */
export class SecretMask {
  /** True once something was taken out. */
  hasMasked = false
  readonly #needles: readonly Needle[]
  #held: Buffer = NOTHING

  constructor(tokens: readonly Pick<BrokeredToken, 'placeholder' | 'secret'>[]) {
    this.#needles = tokens.length === 1 && tokens[0] ? needlesOf(tokens[0]) : tokens.flatMap(needlesOf)
  }

  /** True when what it puts in is as long as what it takes out. */
  get keepsLength(): boolean {
    return this.#needles.every(({ text, by }) => text.length === by.length)
  }

  /** True for a text in which some secret stands, or may: a head, a body, or both in one. */
  finds(text: string): boolean {
    for (const { latinText } of this.#needles) if (text.includes(latinText)) return true
    return false
  }

  /** A line of a head. */
  line(text: string): string {
    let masked = text
    for (const { latinText, latinBy } of this.#needles) {
      if (!masked.includes(latinText)) continue
      this.hasMasked = true
      // By a function: in a string `$&` would mean what was found.
      masked = masked.replaceAll(latinText, () => latinBy)
    }
    return masked
  }

  fields(fields: readonly Field[]): readonly Field[] {
    return fields.map((field): Field => {
      const value = this.line(field[1])
      return value === field[1] ? field : [field[0], value]
    })
  }

  /** What of a piece may go on. */
  piece(bytes: Buffer): Buffer {
    const all = this.#masked(this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]))
    const leaving =
      all.length -
      heldLength(
        all,
        this.#needles.map(({ text }) => text),
      )
    this.#held = all.subarray(leaving)
    return all.subarray(0, leaving)
  }

  /** A body that is all there. As text: to search bytes costs a call out of JavaScript for each form. */
  whole(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1')
    return this.finds(text) ? Buffer.from(this.line(text), 'latin1') : bytes
  }

  /** What was held back, at the end. */
  rest(): Buffer {
    const held = this.#held
    this.#held = NOTHING
    return held
  }

  #masked(bytes: Buffer): Buffer {
    if (!this.#needles.some(({ text }) => bytes.includes(text))) return bytes
    return Buffer.from(this.line(bytes.toString('latin1')), 'latin1')
  }
}

const known = new WeakMap<object, { readonly secret: string; readonly needles: readonly Needle[] }>()

/** Made once for each secret of a token: a rotated token has another. */
function needlesOf(token: Pick<BrokeredToken, 'placeholder' | 'secret'>): readonly Needle[] {
  const secret = token.secret.reveal()
  const made = known.get(token)
  if (made !== undefined && made.secret === secret) return made.needles
  const needles = needlesFor(secret, token.placeholder)
  known.set(token, { secret, needles })
  return needles
}

function needlesFor(secret: string, placeholder: string): Needle[] {
  if (secret.length < SHORTEST) return []
  const plain = Buffer.from(secret)
  // In Base64 a text looks in three ways, by where it begins; the characters at its ends depend on its neighbours.
  const encoded = [0, 1, 2].map((offset) => {
    const text = base64At(plain, offset)
    const other = base64At(Buffer.from(placeholder.padEnd(plain.length, '0')), offset)
    return needle(Buffer.from(text), Buffer.from(other.slice(0, text.length).padEnd(text.length, 'A')))
  })
  return [needle(plain, Buffer.from(placeholder)), ...encoded.filter(({ text }) => text.length >= SHORTEST)]
}

const needle = (text: Buffer, by: Buffer): Needle => ({
  text,
  by,
  latinText: text.toString('latin1'),
  latinBy: by.toString('latin1'),
})

function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const tail = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1
  return text.slice(offset === 0 ? 0 : offset + 1, tail)
}
