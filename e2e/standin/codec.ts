/*
 * Text that carries what Electron's IPC clones: also Date, Uint8Array, Map, undefined, bigint, shared and cyclic references.
 * Runs in Node and, pasted by page-script.ts, in the preload's world: it imports nothing.
 */

type Node = null | boolean | string | number | readonly [string, ...unknown[]]

const views: Record<string, (buffer: ArrayBuffer) => ArrayBufferView> = {
  Int8Array: (buffer) => new Int8Array(buffer),
  Uint8Array: (buffer) => new Uint8Array(buffer),
  Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
  Int16Array: (buffer) => new Int16Array(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Float32Array: (buffer) => new Float32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
  BigInt64Array: (buffer) => new BigInt64Array(buffer),
  BigUint64Array: (buffer) => new BigUint64Array(buffer),
  DataView: (buffer) => new DataView(buffer),
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192))
  }
  return btoa(text)
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

function pack(value: unknown, seen: Map<object, number>): Node {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (value === undefined) return ['undefined']
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['number', Object.is(value, -0) ? '-0' : String(value)]
  }
  if (typeof value === 'bigint') return ['bigint', String(value)]
  if (typeof value !== 'object') throw new Error('An object could not be cloned.')
  const known = seen.get(value)
  if (known !== undefined) return ['seen', known]
  seen.set(value, seen.size)
  return packObject(value, seen)
}

function packObject(value: object, seen: Map<object, number>): Node {
  if (Array.isArray(value)) return ['array', Array.from(value, (item) => pack(item, seen))]
  if (value instanceof Date) return ['date', pack(value.getTime(), seen)]
  if (value instanceof RegExp) return ['regexp', value.source, value.flags]
  if (value instanceof Map) return ['map', [...value].map(([key, item]) => [pack(key, seen), pack(item, seen)])]
  if (value instanceof Set) return ['set', [...value].map((item) => pack(item, seen))]
  if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? '']
  if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))]
  if (ArrayBuffer.isView(value)) return packView(value)
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    throw new Error('An object could not be cloned.')
  }
  return ['object', Object.entries(value).map(([key, item]) => [key, pack(item, seen)])]
}

function packView(view: ArrayBufferView): Node {
  // A Buffer arrives as the Uint8Array that it is, as in Electron.
  const name = Object.prototype.toString.call(view).slice(8, -1)
  return ['view', name, toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))]
}

function unpack(node: Node, seen: unknown[]): unknown {
  if (!Array.isArray(node)) return node
  const [tag, first] = node as [string, string]
  if (tag === 'undefined') return undefined
  if (tag === 'number') return Number(first)
  if (tag === 'bigint') return BigInt(first)
  if (tag === 'seen') return seen[Number(first)]
  return unpackObject(node as readonly [string, ...unknown[]], seen)
}

function keep<T>(value: T, seen: unknown[]): T {
  seen.push(value)
  return value
}

function unpackObject([tag, first, second, third]: readonly [string, ...unknown[]], seen: unknown[]): unknown {
  if (tag === 'date') return keep(new Date(Number(unpack(first as Node, seen))), seen)
  if (tag === 'regexp') return keep(new RegExp(String(first), String(second)), seen)
  if (tag === 'buffer') return keep(fromBase64(String(first)).buffer, seen)
  if (tag === 'view') return keep(views[String(first)]?.(fromBase64(String(second)).buffer), seen)
  if (tag === 'error') return keep(unpackError(String(first), String(second), String(third)), seen)
  return unpackCollection(tag, first as readonly Node[], seen)
}

function unpackError(name: string, message: string, stack: string): Error {
  const kinds: Record<string, new (message: string) => Error> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  }
  const error = new (Object.hasOwn(kinds, name) ? (kinds[name] ?? Error) : Error)(message)
  return Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
}

function unpackCollection(tag: string, items: readonly unknown[], seen: unknown[]): unknown {
  if (tag === 'array') {
    const array = keep<unknown[]>([], seen)
    for (const item of items) array.push(unpack(item as Node, seen))
    return array
  }
  if (tag === 'set') {
    const set = keep(new Set(), seen)
    for (const item of items) set.add(unpack(item as Node, seen))
    return set
  }
  return unpackEntries(tag, items as readonly (readonly [Node, Node])[], seen)
}

function unpackEntries(tag: string, entries: readonly (readonly [Node, Node])[], seen: unknown[]): unknown {
  if (tag === 'map') {
    const map = keep(new Map(), seen)
    for (const [key, item] of entries) map.set(unpack(key, seen), unpack(item, seen))
    return map
  }
  const object = keep({}, seen)
  for (const [key, item] of entries) {
    // Defined, not assigned: an own `__proto__` must arrive as an own property, as a structured clone has it.
    const value = unpack(item, seen)
    Object.defineProperty(object, String(key), { value, configurable: true, enumerable: true, writable: true })
  }
  return object
}

/** Turns a value into text. Throws `An object could not be cloned.`, Electron's own words, for functions, symbols and promises. */
export const encode = (value: unknown): string => JSON.stringify(pack(value, new Map()))

/** Turns text of `encode` back into the value. */
export const decode = (text: string): unknown => unpack(JSON.parse(text) as Node, [])
