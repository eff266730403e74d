/*
 * The language's own functions as they were before any script of the page ran. The page may replace every one of them
 * later (EventTarget.prototype.dispatchEvent, Array.prototype.map, Map.prototype.get …) to look into the bridge, so the
 * bridge uses only these, counts its loops instead of iterating, and defines instead of assigning.
 * Pasted into both worlds by page-script.ts: it imports nothing.
 */

export const { apply, defineProperty, getPrototypeOf, ownKeys } = Reflect
export const { freeze, getOwnPropertyDescriptor } = Object
export const { isArray } = Array
export const { isView } = ArrayBuffer
export const SafeEvent = CustomEvent
export const SafePromise = Promise
export const SafeError = Error

const { addEventListener, dispatchEvent } = EventTarget.prototype
const { get: mapGet, set: mapSet } = Map.prototype
const { then: promiseThen } = Promise.prototype
const readDetail = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown

const instanceTestOf = (type: object): ((value: unknown) => boolean) =>
  Function.prototype[Symbol.hasInstance].bind(type)
const isErrorInstance = instanceTestOf(Error)
const isPromiseInstance = instanceTestOf(Promise)

/** `value instanceof Error`. */
export const isError = (value: unknown): value is Error => isErrorInstance(value)

/** `value instanceof Promise`. */
export const isPromise = (value: unknown): value is Promise<unknown> => isPromiseInstance(value)

/** `map.get(key)`. */
export const lookUp = <V>(map: Map<unknown, V>, key: unknown): V | undefined => apply(mapGet, map, [key])

/** `map.set(key, value)`. */
export function store(map: Map<unknown, unknown>, key: unknown, value: unknown): void {
  apply(mapSet, map, [key, value])
}

/** `object[key] = value`, deaf to setters on prototypes. */
export function put(object: object, key: PropertyKey, value: unknown): void {
  defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}

/** `promise.then(resolved, rejected)`. */
export function whenSettled(
  promise: Promise<unknown>,
  resolved: (value: unknown) => void,
  rejected: (reason: unknown) => void,
): void {
  apply(promiseThen, promise, [resolved, rejected])
}

/** Dispatches an event named `name` on `node`; its detail is structured-cloned when another world reads it. */
export function post(node: EventTarget, name: string, detail: unknown): void {
  apply(dispatchEvent, node, [new SafeEvent(name, { detail })])
}

/** Calls `listener` with the detail of every event named `name` on `node`. */
export function hear(node: EventTarget, name: string, listener: (detail: unknown) => void): void {
  apply(addEventListener, node, [name, (event: Event) => listener(apply(readDetail, event, []))])
}
