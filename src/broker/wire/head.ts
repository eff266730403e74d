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
  #lines: readonly Line[] = []
  #fields: readonly Field[] = []

  /** @param telling Names of the fields by which a message is understood, lower case. */
  constructor(telling: ReadonlySet<string> = new Set()) {
    this.#telling = telling
  }

  /**
   * The fields in the lines of a head that follow the first one.
   *
   * Lines are looked for where they must stand: to cut texts out and compare them takes four times as long.
   *
   * @param from Where they begin; the end of the head, or beyond it, where there are none.
   * @throws {Fault}
   */
  fieldsIn(head: Buffer, from: number): readonly Field[] {
    const [before, lines]: [readonly Line[], Line[]] = [this.#lines, []]
    let [areSame, isSame, isUsual] = [true, true, true]
    for (let at = from; at <= head.length; ) {
      if (lines.length === FIELD_LIMIT)
        throw new Fault('too many header fields', `send fewer: ${FIELD_LIMIT} are taken`)
      const last = before[lines.length]
      const isLast = last !== undefined && isLineAt(head, at, last.text)
      const line = isLast ? last : readLine(head.toString('latin1', at, endOfLine(head, at)), last, this.#telling)
      if (!isLast) {
        areSame = false
        if (line.isTelling || last?.isTelling === true) isSame = false
      }
      isUsual &&= line.isUsual
      lines.push(line)
      at += line.text.length + 2
    }
    if (areSame && lines.length === before.length) return this.#fields
    if (!isSame || lines.length !== before.length) this.version++
    this.isUsual = isUsual
    this.#lines = lines
    this.#fields = lines.map(({ field }) => field)
    return this.#fields
  }
}

/** True where a line stands in a head, and ends there. */
function isLineAt(head: Buffer, at: number, line: string): boolean {
  const end = at + line.length
  if (end !== head.length && !(head[end] === CR && head[end + 1] === LF)) return false
  for (let index = 0; index < line.length; index++) if (head[at + index] !== line.charCodeAt(index)) return false
  return true
}

const CR = 0x0d
const LF = 0x0a

/** Where a line ends: before CR and LF, or with the head. */
function endOfLine(head: Buffer, from: number): number {
  let end = from
  while (end < head.length && !(head[end] === CR && head[end + 1] === LF)) end++
  return end
}

/**
 * The first line and the fields of a head.
 *
 * Strict where parsers differ, since another reading of the same bytes is another request: no bare CR or LF, no folded
 * line, no blank before the colon, no NUL. RFC 9112 sections 2.2, 5 and 11.2.
 *
 * @param head A whole one, without the empty line that ends it.
 * @param memory Of the connection that it came on.
 * @throws {Fault}
 */
export function readHead(
  head: Buffer,
  memory = new HeadMemory(),
): { readonly line: string; readonly fields: readonly Field[] } {
  const end = endOfLine(head, 0)
  const line = head.toString('latin1', 0, end)
  if (!VALUE.test(line)) throw new Fault('a control character in the first line')
  return { line, fields: memory.fieldsIn(head, end === head.length ? end + 1 : end + 2) }
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
