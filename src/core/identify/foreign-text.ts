/** How many characters of one foreign value, and how many values of one kind, are kept. */
export const FOREIGN_LIMITS = { length: 200, count: 200 } as const

// Shown in one sentence.
const SHOWN = 10
const SHOWN_LENGTH = 100

/** A value found inside a token, cut to what a sentence can hold; null for what is no text or is empty. */
export const foreignText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? shortened(value, SHOWN_LENGTH) : null

/** `a, b, c and 4 more`; `(none)` for an empty list. */
export function foreignList(values: readonly string[]): string {
  if (values.length === 0) return '(none)'
  const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : ''
  return `${values
    .slice(0, SHOWN)
    .map((value) => shortened(value, SHOWN_LENGTH))
    .join(', ')}${more}`
}

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
