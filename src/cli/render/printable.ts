// C0 and C1 controls and DEL drive a terminal; the bidi controls reorder what is read, and the line and paragraph
// separators break lines. Unicode 16, properties Cc and Bidi_Control. Lone surrogates cannot be written as UTF-8.
// Made when they are needed: to read a property of Unicode takes longer than most of what `exec` does.
const unprintable = (): RegExp => /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff\p{Cs}]/gu
const unprintableInLines = (): RegExp => /[^\P{Cc}\n\t]|[\p{Bidi_Control}\u2028\u2029\ufeff\p{Cs}]/gu
const PLAIN = /^[\x20-\x7e]*$/

/**
 * Stored or foreign text for a terminal: controls, bidi controls and line breaks become `\x1b` or `\u{202e}`.
 */
export const printable = (text: string): string => (PLAIN.test(text) ? text : text.replace(unprintable(), escaped))

/** As `printable`, but line feeds and tabs stay: for text of several lines, such as a PEM key. */
export const printableLines = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(unprintableInLines(), escaped)

/**
 * JSON on one line that holds nothing a terminal obeys: the same characters, as JSON's own escapes.
 *
 * JSON.stringify escapes C0 controls and lone surrogates by itself, so only inside strings is anything left to do.
 */
export const printableJson = (value: object): string => escapeJson(JSON.stringify(value))

/** What JSON.stringify gave, as `printableJson` gives it. */
export const escapeJson = (text: string): string =>
  isPlain(text) ? text : text.replace(unprintable(), (character) => `\\u${hex(character).padStart(4, '0')}`)

/** True for text of printable ASCII alone, which is written as it is in any encoding. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

const escaped = (character: string): string =>
  character <= '\xff' ? `\\x${hex(character).padStart(2, '0')}` : `\\u{${hex(character)}}`

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16)
