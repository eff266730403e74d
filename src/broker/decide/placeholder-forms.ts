import type { BrokeredToken } from '../session.ts'

/** How a placeholder may look on its way. */
export interface PlaceholderForms {
  /** As it is, inside JSON, percent-encoded. */
  readonly plain: readonly string[]
  /** Those, and inside Base64 of either alphabet, wherever it begins there. */
  readonly all: readonly string[]
  /** Characters of the shortest of all. */
  readonly shortest: number
  readonly plainBytes: readonly Buffer[]
  readonly allBytes: readonly Buffer[]
}

const known = new WeakMap<BrokeredToken, PlaceholderForms>()

/**
 * The forms in which a token's placeholder is looked for.
 *
 * Best effort: hexadecimal, reversed, `\u` escapes, two encodings one over the other, and what is split by a client pass.
 */
export function placeholderForms(token: BrokeredToken): PlaceholderForms {
  const forms = known.get(token) ?? formsOf(token.placeholder)
  known.set(token, forms)
  return forms
}

function formsOf(placeholder: string): PlaceholderForms {
  const inJson = JSON.stringify(placeholder).slice(1, -1)
  const plain = distinct([
    placeholder,
    inJson,
    inJson.replaceAll('/', '\\/'),
    encodeURIComponent(placeholder),
    lowerEscapes(encodeURIComponent(placeholder)),
  ])
  const encoded = [0, 1, 2].map((offset) => base64Inside(placeholder, offset))
  const all = distinct([...plain, ...encoded, ...encoded.map(inUrlAlphabet)])
  const shortest = Math.min(...all.map(({ length }) => length))
  return { plain, all, shortest, plainBytes: plain.map(bytesOf), allBytes: all.map(bytesOf) }
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')

const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())

const inUrlAlphabet = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')

/**
 * What is always the same of a text inside Base64, by how many bytes beyond whole groups of three lie before it: the
 * characters at its ends also hold bits of its neighbours.
 */
export function base64Inside(text: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text, 'latin1')])
  const start = Math.ceil((offset * 8) / 6)
  return bytes.toString('base64').slice(start, Math.floor((bytes.length * 8) / 6))
}
