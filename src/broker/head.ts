import { Fault } from './fault.ts'

/** A field of a message's head: its name as sent, its value without the white space around it. */
export type Field = readonly [name: string, value: string]

/** Longest head that is read, bytes. RFC 9112 asks for 8,000 of a request line alone; cookies take the rest. */
export const HEAD_LIMIT = 16 * 1024

/** More fields than any client or server sends. */
const FIELD_LIMIT = 128

/** A token of RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** A field's value: bytes above 0x7f are obs-text, every control character but the tab is refused. */
export const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * What the head before said on the same connection. Clients repeat their fields with each request, and servers most of
 * theirs: what was read once is not read again. The same fields are the same array, under which more can be kept.
 */
export class HeadMemory {
  #text: string | null = null
  #lines: readonly string[] = []
  #fields: readonly Field[] = []

  /** The fields in the lines after the first one. @throws {Fault} */
  fieldsIn(text: string): readonly Field[] {
    if (text === this.#text) return this.#fields
    const lines = text.split('\r\n')
    if (lines.length > FIELD_LIMIT) throw new Fault('too many header fields')
    const [before, known] = [this.#lines, this.#fields]
    this.#fields = lines.map((line, at) => (line === before[at] && known[at]) || readField(line))
    this.#lines = lines
    this.#text = text
    return this.#fields
  }
}

/**
 * The first line and the fields of a head.
 *
 * Strict where parsers differ, since another reading of the same bytes is another request: no bare CR or LF, no folded
 * line, no blank before the colon, no NUL. RFC 9112 sections 2.2, 5 and 11.2.
 *
 * @param bytes A whole head, without the empty line that ends it.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readHead(
  bytes: Buffer,
  memory = new HeadMemory(),
): { readonly line: string; readonly fields: readonly Field[] } {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\r\n')
  const line = end < 0 ? text : text.slice(0, end)
  if (!VALUE.test(line)) throw new Fault('a control character in the first line')
  return { line, fields: end < 0 ? [] : memory.fieldsIn(text.slice(end + 2)) }
}

function readField(text: string): Field {
  const colon = text.indexOf(':')
  const name = colon < 0 ? '' : text.slice(0, colon)
  if (!TOKEN.test(name)) throw new Fault('a header field that is none')
  const value = trimmed(text.slice(colon + 1))
  if (!VALUE.test(value)) throw new Fault('a control character in a header field')
  return [name, value]
}

// By hand: a pattern for white space at the end is quadratic in a value full of it, and `trim` takes obs-text for a blank.
function trimmed(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isBlank(text, start)) start++
  while (start < end && isBlank(text, end - 1)) end--
  return text.slice(start, end)
}

const isBlank = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t'

/** The values of every field of a name, which is given in lower case. */
export function valuesOf(fields: readonly Field[], name: string): string[] {
  // A loop: a dozen names are looked for in each head, and most are not there.
  const values: string[] = []
  for (const [each, value] of fields) if (isNamed(each, name)) values.push(value)
  return values
}

const isNamed = (given: string, name: string): boolean =>
  given.length === name.length && (given === name || given.toLowerCase() === name)

/** The value of the one field of a name; null when there is none. @throws {Fault} when there are several. */
export function oneOf(fields: readonly Field[], name: string): string | null {
  let found: string | null = null
  for (const [each, value] of fields) {
    if (!isNamed(each, name)) continue
    if (found !== null) throw new Fault(`more than one ${name}`)
    found = value
  }
  return found
}

/** The parts of a list in a field, lower case, such as `Connection: keep-alive, Upgrade`. */
export function listOf(fields: readonly Field[], name: string): string[] {
  const values = valuesOf(fields, name)
  if (values.length === 0) return values
  const parts = values.flatMap((value) => value.split(','))
  return parts.map((part) => trimmed(part).toLowerCase()).filter((part) => part !== '')
}
