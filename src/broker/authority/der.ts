// The few forms of DER (ITU-T X.690) that a certificate is made of. A package for all of ASN.1 took longer to load than the
// command that a broker is started for.

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const

/** A tag, the length in its shortest form, and the parts one after another. X.690 section 8.1. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content.length)), content])
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts)

export const set = (...parts: readonly Uint8Array[]): Buffer => der(TAG.set, ...parts)

/** Only true is ever written: false is the default of every field that we use, and DER leaves defaults out. */
export const TRUE: Buffer = der(TAG.boolean, Buffer.of(0xff))

/** A number that is not negative, from its octets, highest first. */
export function integer(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0)
  const shortest = first < 0 ? Buffer.of(0) : octets.subarray(first)
  return der(TAG.integer, (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest)
}

export const octetString = (content: Uint8Array): Buffer => der(TAG.octetString, content)

/** @param unused Bits of the last octet that do not count. */
export const bitString = (content: Uint8Array, unused = 0): Buffer => der(TAG.bitString, Buffer.of(unused), content)

export const utf8String = (text: string): Buffer => der(TAG.utf8String, Buffer.from(text))

/** @param dotted Such as `2.5.29.19`. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(TAG.objectId, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(number: number): number[] {
  const groups = [number & 0x7f]
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) groups.unshift(0x80 | (rest & 0x7f))
  return groups
}

/** A tag of the context, such as `[0]`, around other encodings. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Buffer => der(0xa0 | number, ...parts)

/** A tag of the context in place of a primitive type's own. */
export const implicit = (number: number, content: Uint8Array): Buffer => der(0x80 | number, content)

/** A time to the second, in the form that RFC 5280 section 4.1.2.5 demands: two digits of the year before 2050, four from then on. */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/[-:T]|\..*$/g, '')}Z`
  const isShort = date.getUTCFullYear() < 2050
  return der(isShort ? TAG.utcTime : TAG.generalizedTime, Buffer.from(isShort ? digits.slice(2) : digits, 'latin1'))
}
