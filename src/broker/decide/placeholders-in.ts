import type { BrokeredToken } from '../session.ts'
import type { Field } from '../wire/head.ts'
import { placeholderForms } from './placeholder-forms.ts'

/** The first token whose placeholder stands in a request line or a field, in any of its forms; null for none. */
export const placeholderInHead = (
  tokens: readonly BrokeredToken[],
  target: string,
  fields: readonly Field[],
): BrokeredToken | null => placeholderInText(tokens, headText(target, fields))

/** The same, in the text of a head. */
export const placeholderInText = (tokens: readonly BrokeredToken[], text: string): BrokeredToken | null =>
  tokens.find((token) => {
    const { all, shortest } = placeholderForms(token)
    return text.length >= shortest && all.some((form) => text.includes(form))
  }) ?? null

/**
 * The first token whose placeholder stands in a piece of a body; null for none.
 *
 * @param isWhole Whether to look for it inside Base64, too. That takes three times as long.
 */
export const placeholderIn = (
  tokens: readonly BrokeredToken[],
  bytes: Buffer,
  isWhole: boolean,
): BrokeredToken | null =>
  tokens.find((token) => {
    const { allBytes, plainBytes } = placeholderForms(token)
    return (isWhole ? allBytes : plainBytes).some((form) => bytes.includes(form))
  }) ?? null

// Everything that a placeholder of any session is made of, but for the slash, which parts a path. What lies before is
// looked at so that a short run is not tried again from each of its characters.
const SHORTEST = 20
const RUN = /(?<![\w.~+-])[\w.~+-]{20,300}/g

/** Looks drawn by chance: most words of a protocol have neither a digit nor two cases, and a look-up is spared. */
const isLikely = (text: string): boolean => /\d/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text))

/** More are not looked up: whoever sends that many is not leaking one by accident. */
const MOST = 64

/**
 * The session whose placeholder stands in the text of a head or in the beginning of a body, where that is another one;
 * null for none.
 *
 * @param ownerOf The session that a text is a placeholder of.
 */
export const foreignIn = (text: string, ownerOf: (text: string) => string | null): string | null =>
  foreignAmong(runsIn(text), ownerOf)

/** The same, of runs of characters that were found before: sessions begin and end, while a text stays what it is. */
export function foreignAmong(runs: readonly string[], ownerOf: (text: string) => string | null): string | null {
  for (const run of runs) {
    const owner = ownerOf(run)
    if (owner !== null) return owner
  }
  return null
}

const NONE: readonly string[] = []

/** The first runs of characters in a text that may be placeholders. */
export function runsIn(text: string): readonly string[] {
  if (text.length < SHORTEST) return NONE
  const runs: string[] = []
  for (const [run] of text.matchAll(RUN)) {
    if (!isLikely(run)) continue
    runs.push(run)
    if (runs.length === MOST) break
  }
  return runs
}

/** A head as one text for one search, also decoded. */
export const headText = (target: string, fields: readonly Field[]): string =>
  `${decodedToo(target)}\n${fieldsText(fields)}`

/** A text for a search, also decoded. */
export const decodedToo = (text: string): string => (text.includes('%') ? `${text}\n${decoded(text)}` : text)

/** Fields as one text for one search, also decoded. Their names are in it: a client may put anything there. */
export function fieldsText(fields: readonly Field[]): string {
  let text = ''
  for (const [name, value] of fields) text += `${name}\n${value}\n`
  return decodedToo(text)
}

const decoded = (text: string): string =>
  text.replace(/%[0-9a-fA-F]{2}/g, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
