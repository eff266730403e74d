/** How many characters of one foreign value, and how many values of one kind, are kept. */
export const FOREIGN_LIMITS = { length: 200, count: 200 } as const

// Shown in one sentence.
const SHOWN = 10
const SHOWN_LENGTH = 100

/** A value found inside a token, cut to what a sentence can hold; null for what is neither a text nor a whole number, or is empty. */
export function foreignText(value: unknown): string | null {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? shortened(value.trim()) : null
}

/** `a, b, c and 4 more`; `(none)` for an empty list. */
export function foreignList(values: readonly string[]): string {
  if (values.length === 0) return '(none)'
  const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : ''
  return `${values.slice(0, SHOWN).map(shortened).join(', ')}${more}`
}

const shortened = (text: string): string =>
  text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1).toWellFormed()}…` : text

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
