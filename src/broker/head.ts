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

/** A line of a head, and what was read from it. */
interface Line {
  readonly text: string
  readonly field: Field
  /** True for a field by which a message is understood. */
  readonly isTelling: boolean
  /** True when it is written as we would write it. */
  readonly isUsual: boolean
}

/**
 * What the head before said on the same connection. Clients repeat their fields with each request, and servers most of
 * theirs: what was read once is not read again. The same fields are the same array, under which more can be kept.
 */
export class HeadMemory {
  /** Another number as soon as some telling field comes, goes or changes: what was made of them holds until then. */
  version = 0
  /** True when every field is written as we would write it. */
  isUsual = true
  readonly #telling: ReadonlySet<string>
  #text: string | null = null
  #lines: readonly Line[] = []
  #fields: readonly Field[] = []

  /** @param telling Names of the fields by which a message is understood, lower case. */
  constructor(telling: ReadonlySet<string> = new Set()) {
    this.#telling = telling
  }

  /**
   * The fields in the lines of a head that follow the first one.
   *
   * A line that is the one before is found where it must stand, without being cut out.
   *
   * @param from Where they begin; the end of the text where there are none.
   * @throws {Fault}
   */
  fieldsIn(head: string, from: number): readonly Field[] {
    if (isAt(head, from, this.#text) && head.length - from === this.#text?.length) return this.#fields
    const lines: Line[] = []
    const fields: Field[] = []
    let [at, isSame, isUsual] = [from, true, true]
    while (at < head.length) {
      if (lines.length === FIELD_LIMIT) throw new Fault('too many header fields')
      const before = this.#lines[lines.length]
      const line = isLineAt(head, at, before?.text)
        ? (before as Line)
        : readLine(lineAt(head, at), before, this.#telling)
      if (line !== before && (line.isTelling || before?.isTelling === true)) isSame = false
      isUsual &&= line.isUsual
      lines.push(line)
      fields.push(line.field)
      at += line.text.length + LINE_END.length
      if (at === head.length) throw new Fault('a header field that is none')
    }
    if (!isSame || lines.length !== this.#lines.length) this.version++
    this.isUsual = isUsual
    this.#fields = fields
    this.#lines = lines
    this.#text = head.slice(from)
    return fields
  }
}

const LINE_END = '\r\n'

const isAt = (text: string, at: number, part: string | null | undefined): boolean =>
  part !== null && part !== undefined && text.startsWith(part, at)

const isLineAt = (text: string, at: number, line: string | undefined): boolean =>
  line !== undefined &&
  text.startsWith(line, at) &&
  (at + line.length === text.length || text.startsWith(LINE_END, at + line.length))

function lineAt(text: string, at: number): string {
  const end = text.indexOf(LINE_END, at)
  return text.slice(at, end < 0 ? text.length : end)
}

/**
 * The first line and the fields of a head.
 *
 * Strict where parsers differ, since another reading of the same bytes is another request: no bare CR or LF, no folded
 * line, no blank before the colon, no NUL. RFC 9112 sections 2.2, 5 and 11.2.
 *
 * @param head A whole one, without the empty line that ends it; as bytes or as text, a character for each byte.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readHead(
  head: Buffer | string,
  memory = new HeadMemory(),
): { readonly line: string; readonly fields: readonly Field[] } {
  const text = typeof head === 'string' ? head : head.toString('latin1')
  const end = text.indexOf(LINE_END)
  const line = end < 0 ? text : text.slice(0, end)
  if (!VALUE.test(line)) throw new Fault('a control character in the first line')
  if (end >= 0 && end + LINE_END.length === text.length) throw new Fault('a header field that is none')
  return { line, fields: memory.fieldsIn(text, end < 0 ? text.length : end + LINE_END.length) }
}

function readLine(text: string, before: Line | undefined, telling: ReadonlySet<string>): Line {
  const field = readField(text, before?.field[0])
  const [name, value] = field
  const isUsual = text.length === name.length + 2 + value.length && text[name.length + 1] === ' '
  return { text, field, isUsual, isTelling: telling.has(name.toLowerCase()) }
}

/** @param known A name that was read before: servers send their fields in the same order. */
function readField(text: string, known = ''): Field {
  const colon = text.indexOf(':')
  const name = colon < 0 ? '' : text.slice(0, colon)
  if (!(name !== '' && name === known) && !TOKEN.test(name)) throw new Fault('a header field that is none')
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
