// Reading what strangers wrote. Only own properties count, since `__proto__` and `constructor` are names like any other in
// an answer; and a value of the wrong type is as good as none.

/** Longest list that is read from an answer; what lies beyond is not looked at. */
export const LIST_LIMIT = 500

/** The value at a path of keys and indexes; undefined where any part is missing. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string | number, unknown>)[key]
  }
  return here
}

/** A text that is not empty, or a number as text; undefined for all else. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...path)
  if (typeof found === 'number' && Number.isFinite(found)) return String(found)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The items of a list, `LIST_LIMIT` at most; undefined when there is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] | undefined {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found.slice(0, LIST_LIMIT) : undefined
}

/**
 * The texts of a list.
 *
 * @returns undefined when there is no list, or when anything in it is no text: half a list of scopes would look narrower than it is.
 */
export function textsAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] | undefined {
  const list = valueAt(value, ...path)
  return Array.isArray(list) && list.length <= LIST_LIMIT && list.every((item) => typeof item === 'string')
    ? list
    : undefined
}

/** The keys of an object; none for anything else. */
export function keysAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] {
  const found = valueAt(value, ...path)
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return []
  return Object.keys(found).slice(0, LIST_LIMIT)
}

/** ISO 8601 time of a text that says one, or of epoch seconds; undefined for all else. */
export function timeAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...path)
  if (typeof found === 'number') return timeOf(found * 1000)
  return typeof found === 'string' && found.length <= 40 ? timeOf(Date.parse(found)) : undefined
}

// Year 9999 is the last that ISO 8601 writes with four digits.
const LAST_MS = 253_402_300_799_999

const timeOf = (ms: number): string | undefined =>
  Number.isFinite(ms) && ms > 0 && ms <= LAST_MS ? new Date(ms).toISOString() : undefined

/** Words of a list that is written as text: separated by commas, blanks or both. */
export const wordsOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '')
