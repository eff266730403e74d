/** Largest request from the window: one secret of 1 MiB and the fields of a form, in characters. */
const MOST_CHARACTERS = 2 * 1024 * 1024
const MOST_VALUES = 10_000
const DEEPEST = 8

// Whoever copies such a key into another object changes that object's behaviour instead of its data.
const POLLUTING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export type Fault = 'too-big' | 'not-plain'

/**
 * What is wrong with a value from the window before its shape is looked at; null when nothing is.
 *
 * Plain data is null, strings, numbers, booleans, arrays and objects without a prototype of their own.
 */
export function faultIn(value: unknown): Fault | null {
  let characters = 0
  let values = 0
  const visit = (part: unknown, depth: number): Fault | null => {
    values += 1
    if (values > MOST_VALUES || depth > DEEPEST) return 'too-big'
    if (typeof part === 'string') {
      characters += part.length
      return characters > MOST_CHARACTERS ? 'too-big' : null
    }
    if (part === null || typeof part === 'number' || typeof part === 'boolean') return null
    if (typeof part !== 'object' || !isPlain(part)) return 'not-plain'
    return first(Reflect.ownKeys(part), (key) => {
      if (Array.isArray(part) && key === 'length') return null
      if (typeof key !== 'string' || POLLUTING.has(key)) return 'not-plain'
      return visit(key, depth) ?? visit(Reflect.get(part, key), depth + 1)
    })
  }
  return visit(value, 0)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype
}

function first<T, R>(items: readonly T[], look: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = look(item)
    if (found !== null) return found
  }
  return null
}
