import { type Field, valuesOf } from './head.ts'
import { heldLength } from './held-length.ts'
import type { BrokeredToken } from './session.ts'

interface Needle {
  readonly text: Buffer
  readonly by: Buffer
}

const TEXTUAL =
  /^(?:text\/|message\/|multipart\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript|x-www-form-urlencoded|graphql))/i

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
  readonly #texts: readonly Buffer[]
  #held: Buffer = Buffer.alloc(0)

  constructor(tokens: readonly Pick<BrokeredToken, 'placeholder' | 'secret'>[]) {
    this.#needles = tokens.length === 1 && tokens[0] ? needlesOf(tokens[0]) : tokens.flatMap(needlesOf)
    this.#texts = this.#needles.map(({ text }) => text)
  }

  /** True when what it puts in is as long as what it takes out. */
  get keepsLength(): boolean {
    return this.#needles.every(({ text, by }) => text.length === by.length)
  }

  /** True for a body that can be read: text or of no said type, and not compressed. */
  static reads(fields: readonly Field[]): boolean {
    const coding = valuesOf(fields, 'content-encoding').join(',').toLowerCase()
    return (coding === '' || coding === 'identity') && TEXTUAL.test(valuesOf(fields, 'content-type')[0] ?? 'text/plain')
  }

  line(text: string): string {
    return this.#masked(Buffer.from(text, 'latin1')).toString('latin1')
  }

  fields(fields: readonly Field[]): readonly Field[] {
    if (!fields.some(([, value]) => this.#texts.some((text) => value.includes(text.toString('latin1'))))) return fields
    return fields.map(([name, value]): Field => [name, this.#masked(Buffer.from(value, 'latin1')).toString('latin1')])
  }

  /** What of a piece may go on. */
  piece(bytes: Buffer): Buffer {
    const all = this.#masked(this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]))
    const leaving = all.length - heldLength(all, this.#texts)
    this.#held = all.subarray(leaving)
    return all.subarray(0, leaving)
  }

  /** What was held back, at the end. */
  rest(): Buffer {
    const held = this.#held
    this.#held = Buffer.alloc(0)
    return held
  }

  #masked(bytes: Buffer): Buffer {
    let masked = bytes
    for (const { text, by } of this.#needles) {
      if (!masked.includes(text)) continue
      this.hasMasked = true
      // By a function: in a string `$&` would mean what was found.
      const put = by.toString('latin1')
      masked = Buffer.from(
        masked.toString('latin1').replaceAll(text.toString('latin1'), () => put),
        'latin1',
      )
    }
    return masked
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
  const raw = { text: plain, by: Buffer.from(placeholder) }
  // In Base64 a text looks in three ways, by where it begins; the characters at its ends depend on its neighbours.
  const encoded = [0, 1, 2].map((offset) => {
    const inner = base64At(plain, offset)
    return {
      text: Buffer.from(inner),
      by: Buffer.from(
        base64At(Buffer.from(placeholder.padEnd(plain.length, '0')), offset)
          .slice(0, inner.length)
          .padEnd(inner.length, 'A'),
      ),
    }
  })
  return [raw, ...encoded.filter(({ text }) => text.length >= SHORTEST)]
}

function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const tail = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1
  return text.slice(offset === 0 ? 0 : offset + 1, tail)
}
