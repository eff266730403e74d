import { fromBase64, fromUtf8, toBase64url } from './base64.ts'

/** A macaroon of the second binary form, unverified. */
export interface Macaroon {
  readonly location: string | null
  /** First-party caveats as text, in order; null for one of a third party, or one that is no text. */
  readonly caveats: readonly (string | null)[]
  /** Everything before the end of the caveats, as it is written. */
  readonly body: Uint8Array
  /** 32 bytes: the key under which the next caveat is added. */
  readonly signature: Uint8Array
}

// Field types of the format: libmacaroons, doc/format.txt, the second version.
const END = 0
const LOCATION = 1
const IDENTIFIER = 2
const VERIFICATION_ID = 4
const SIGNATURE = 6

const SIGNATURE_LENGTH = 32
const LENGTH_LIMIT = 16 * 1024
const CAVEAT_LIMIT = 100

/**
 * Reads a macaroon: a version byte 2, a section with location and identifier, a section per caveat, an end, a signature.
 *
 * @param text Base64url without padding.
 * @returns null for anything that is not one whole macaroon, or one larger than 16 kB or of more than 100 caveats.
 */
export function readMacaroon(text: string): Macaroon | null {
  const bytes = text.length > LENGTH_LIMIT ? null : fromBase64(text)
  if (bytes === null || bytes[0] !== 2) return null

  const head = readSection(bytes, 1)
  if (head === null || !head.fields.has(IDENTIFIER)) return null
  const caveats: (string | null)[] = []
  let at = head.next
  while (bytes[at] !== END) {
    const section = readSection(bytes, at)
    const caveat = section?.fields.get(IDENTIFIER)
    if (!section || caveat === undefined || caveats.length === CAVEAT_LIMIT) return null
    caveats.push(section.fields.has(VERIFICATION_ID) ? null : fromUtf8(caveat))
    at = section.next
  }
  const signature = readField(bytes, at + 1)
  if (signature?.type !== SIGNATURE || signature.next !== bytes.length) return null
  if (signature.value.length !== SIGNATURE_LENGTH) return null
  const location = fromUtf8(head.fields.get(LOCATION) ?? new Uint8Array())
  return { location, caveats, body: bytes.subarray(0, at), signature: signature.value }
}

/**
 * Adds first-party caveats to a macaroon, which narrows it: the published construction, sig' = HMAC-SHA-256(sig, caveat).
 *
 * Whoever holds a macaroon can do this offline, and nobody can undo it. What was written before stays byte for byte.
 *
 * @returns The new macaroon as base64url without padding, its form on the wire.
 */
export function addCaveats(
  { body, signature }: Macaroon,
  caveats: readonly string[],
  hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array,
): string {
  const added = caveats.map((caveat) => new TextEncoder().encode(caveat))
  const last = added.reduce((key, caveat) => hmac(key, caveat), signature)
  const sections = added.flatMap((caveat) => [...fieldOf(IDENTIFIER, caveat), END])
  return toBase64url(Uint8Array.from([...body, ...sections, END, ...fieldOf(SIGNATURE, last)]))
}

const fieldOf = (type: number, value: Uint8Array): number[] => [type, ...varintOf(value.length), ...value]

const varintOf = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varintOf(value >>> 7)]

interface Field {
  readonly type: number
  readonly value: Uint8Array
  readonly next: number
}

/** Fields up to an end byte; types must rise, so that none comes twice. */
function readSection(bytes: Uint8Array, start: number): { fields: Map<number, Uint8Array>; next: number } | null {
  const fields = new Map<number, Uint8Array>()
  let last = END
  let at = start
  while (bytes[at] !== END) {
    const field = readField(bytes, at)
    if (field === null || field.type <= last || field.type > VERIFICATION_ID) return null
    fields.set(field.type, field.value)
    last = field.type
    at = field.next
  }
  return { fields, next: at + 1 }
}

function readField(bytes: Uint8Array, at: number): Field | null {
  const type = bytes[at]
  const length = readVarint(bytes, at + 1)
  if (type === undefined || length === null) return null
  const next = length.next + length.value
  return next > bytes.length ? null : { type, value: bytes.subarray(length.next, next), next }
}

/** An unsigned number in groups of seven bits, lowest first; at most three bytes, as nothing here is longer. */
function readVarint(bytes: Uint8Array, start: number): { value: number; next: number } | null {
  let value = 0
  for (let index = 0; index < 3; index++) {
    const byte = bytes[start + index]
    if (byte === undefined) return null
    value |= (byte & 0x7f) << (7 * index)
    if (byte < 0x80) return { value, next: start + index + 1 }
  }
  return null
}
