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
 * The first line and the fields of a head.
 *
 * Strict where parsers differ, since another reading of the same bytes is another request: no bare CR or LF, no folded
 * line, no blank before the colon, no NUL. RFC 9112 sections 2.2, 5 and 11.2.
 *
 * @param bytes A whole head, without the empty line that ends it.
 * @throws {Fault}
 */
export function readHead(bytes: Buffer): { readonly line: string; readonly fields: readonly Field[] } {
  const [line = '', ...rest] = bytes.toString('latin1').split('\r\n')
  if (rest.length > FIELD_LIMIT) throw new Fault('too many header fields')
  if (!VALUE.test(line)) throw new Fault('a control character in the first line')
  return { line, fields: rest.map(readField) }
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
export const valuesOf = (fields: readonly Field[], name: string): string[] =>
  fields.filter(([each]) => each.length === name.length && each.toLowerCase() === name).map(([, value]) => value)

/** The value of the one field of a name; null when there is none. @throws {Fault} when there are several. */
export function oneOf(fields: readonly Field[], name: string): string | null {
  const values = valuesOf(fields, name)
  if (values.length > 1) throw new Fault(`more than one ${name}`)
  return values[0] ?? null
}

/** The parts of a list in a field, lower case, such as `Connection: keep-alive, Upgrade`. */
export const listOf = (fields: readonly Field[], name: string): string[] =>
  valuesOf(fields, name)
    .flatMap((value) => value.split(','))
    .map((part) => trimmed(part).toLowerCase())
    .filter((part) => part !== '')
