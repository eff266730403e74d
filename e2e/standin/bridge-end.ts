/** One side of the private channel between the page's world and the preload's world of the same page. */
export interface BridgeEnd {
  /** Defines `key` on the other side's window as a read-only, deeply frozen copy of `api`. */
  expose(key: string, api: unknown): void
}

/**
 * Makes one end of the bridge over `node`, a detached node that only the two ends know.
 *
 * Data is copied (an event's detail is structured-cloned on its way into another world), functions and promises become
 * proxies, and everything is synchronous, so that a call returns at once what it returned over there. What the page may
 * have replaced (dispatchEvent, the detail getter, Array.prototype) is captured before any page script runs and loops
 * count instead of iterating: a page must not get hold of `node`.
 * Pasted into both worlds by page-script.ts: it imports nothing.
 */
export function createBridgeEnd(node: EventTarget, sending: string, receiving: string): BridgeEnd {
  type Wire =
    | readonly ['raw', unknown]
    | readonly ['function', number]
    | readonly ['own', number]
    | readonly ['promise', number]
    | readonly ['array', Wire[]]
    | readonly ['object', [string, Wire][]]
    | readonly ['error', string, string]
  interface Call {
    readonly kind: 'call'
    readonly target: number
    readonly args: Wire[]
  }
  interface Reply {
    readonly kind: 'reply'
    readonly target: number
    readonly ok: boolean
    readonly value: Wire
  }
  interface Exposure {
    readonly kind: 'expose'
    readonly key: string
    readonly value: Wire
  }
  interface Settlement extends Omit<Reply, 'kind'> {
    readonly kind: 'settle'
  }
  type Message = Call | Reply | Settlement | Exposure
  type AnyFunction = (...args: unknown[]) => unknown
  interface Settler {
    readonly resolve: (value: unknown) => void
    readonly reject: (reason: unknown) => void
  }

  const { apply, ownKeys, defineProperty, getPrototypeOf } = Reflect
  const { freeze, getOwnPropertyDescriptor } = Object
  const { isArray } = Array
  const { isView } = ArrayBuffer
  const [SafeEvent, SafePromise, SafeError, SafeTypeError] = [CustomEvent, Promise, Error, TypeError]
  const { then: promiseThen } = Promise.prototype
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { get: mapGet, set: mapSet } = Map.prototype
  const readDetail = getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown
  const isErrorInstance = Function.prototype[Symbol.hasInstance].bind(Error)
  const isPromiseInstance = Function.prototype[Symbol.hasInstance].bind(Promise)
  const lookUp = <V>(map: Map<unknown, V>, key: unknown): V | undefined => apply(mapGet, map, [key])
  const store = (map: Map<unknown, unknown>, key: unknown, value: unknown): void =>
    void apply(mapSet, map, [key, value])
  const put = (list: object, key: PropertyKey, value: unknown): void => {
    defineProperty(list, key, { value, configurable: true, enumerable: true, writable: true })
  }

  const ownFunctions = new Map<number, AnyFunction>()
  const ownIds = new Map<AnyFunction, number>()
  const foreignFunctions = new Map<number, AnyFunction>()
  const foreignIds = new Map<AnyFunction, number>()
  const settlers = new Map<number, Settler>()
  let lastId = 0
  let lastReply: Reply | undefined

  const post = (message: Message): void => {
    apply(dispatchEvent, node, [new SafeEvent(sending, { detail: message })])
  }

  function pack(value: unknown): Wire {
    if (typeof value === 'function') return packFunction(value as AnyFunction)
    if (typeof value === 'symbol') throw new SafeTypeError('An object could not be cloned.')
    if (typeof value !== 'object' || value === null) return ['raw', value]
    if (isPromiseInstance(value)) return packPromise(value as Promise<unknown>)
    if (isErrorInstance(value)) return ['error', (value as Error).name, (value as Error).message]
    if (isArray(value)) return ['array', packList(value)]
    if (isPlain(value)) return ['object', packFields(value as Record<string, unknown>)]
    return ['raw', value]
  }

  // An object of another world has another Object.prototype: plain is what has no prototype above its prototype.
  function isPlain(value: object): boolean {
    const prototype = getPrototypeOf(value)
    return prototype === null || getPrototypeOf(prototype) === null
  }

  function packFunction(value: AnyFunction): Wire {
    const foreign = lookUp(foreignIds, value)
    if (foreign !== undefined) return ['own', foreign]
    const known = lookUp(ownIds, value)
    if (known !== undefined) return ['function', known]
    lastId += 1
    store(ownFunctions, lastId, value)
    store(ownIds, value, lastId)
    return ['function', lastId]
  }

  function packPromise(value: Promise<unknown>): Wire {
    lastId += 1
    const target = lastId
    const settle = (ok: boolean) => (outcome: unknown) =>
      post({ kind: 'settle', target, ok, value: packSafely(outcome) })
    apply(promiseThen, value, [settle(true), settle(false)])
    return ['promise', target]
  }

  function packSafely(value: unknown): Wire {
    try {
      return pack(value)
    } catch (error) {
      return pack(error)
    }
  }

  function packList(list: readonly unknown[]): Wire[] {
    const packed: Wire[] = []
    for (let index = 0; index < list.length; index += 1) put(packed, index, pack(list[index]))
    return packed
  }

  function packFields(fields: Record<string, unknown>): [string, Wire][] {
    const packed: [string, Wire][] = []
    const keys = ownKeys(fields)
    let count = 0
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index]
      if (typeof key !== 'string' || getOwnPropertyDescriptor(fields, key)?.enumerable !== true) continue
      put(packed, count, [key, pack(fields[key])])
      count += 1
    }
    return packed
  }

  function unpack(wire: Wire): unknown {
    if (wire[0] === 'raw') return wire[1]
    if (wire[0] === 'function') return proxyOf(wire[1])
    if (wire[0] === 'own') return lookUp(ownFunctions, wire[1])
    if (wire[0] === 'promise') return promiseOf(wire[1])
    if (wire[0] === 'error') return errorOf(wire[1], wire[2])
    if (wire[0] === 'array') return unpackList(wire[1])
    return unpackFields(wire[1])
  }

  function unpackList(wires: readonly Wire[]): unknown[] {
    const list: unknown[] = []
    for (let index = 0; index < wires.length; index += 1) put(list, index, unpack(wires[index] as Wire))
    return list
  }

  function unpackFields(fields: readonly [string, Wire][]): object {
    const object = {}
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as [string, Wire]
      put(object, field[0], unpack(field[1]))
    }
    return object
  }

  function errorOf(name: string, message: string): Error {
    const error = new SafeError(message)
    put(error, 'name', name)
    return error
  }

  function promiseOf(target: number): Promise<unknown> {
    return new SafePromise((resolve, reject) => store(settlers, target, { resolve, reject }))
  }

  function proxyOf(target: number): AnyFunction {
    const known = lookUp(foreignFunctions, target)
    if (known !== undefined) return known
    const proxy = (...args: unknown[]): unknown => call(target, args)
    store(foreignFunctions, target, proxy)
    store(foreignIds, proxy, target)
    return proxy
  }

  function call(target: number, args: readonly unknown[]): unknown {
    lastReply = undefined
    post({ kind: 'call', target, args: packList(args) })
    const reply = lastReply as Reply | undefined
    if (reply === undefined) throw new SafeError('the page is going away')
    const value = unpack(reply.value)
    if (!reply.ok) throw value
    return value
  }

  function answer({ target, args }: Call): void {
    const reply = (ok: boolean, value: unknown): void => post({ kind: 'reply', target, ok, value: packSafely(value) })
    const called = lookUp(ownFunctions, target)
    try {
      if (called === undefined) throw new SafeError('no such function')
      const result = apply(called, undefined, unpackList(args))
      reply(true, result)
    } catch (error) {
      reply(false, error)
    }
  }

  function settle({ target, ok, value }: Settlement): void {
    const settler = lookUp(settlers, target)
    if (ok) settler?.resolve(unpack(value))
    else settler?.reject(unpack(value))
  }

  function define({ key, value }: Exposure): void {
    if (getOwnPropertyDescriptor(window, key) !== undefined) return
    defineProperty(window, key, {
      value: freezeDeeply(unpack(value)),
      configurable: false,
      enumerable: true,
      writable: false,
    })
  }

  function freezeDeeply(value: unknown): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value
    // The engine refuses to freeze a view that has elements.
    if (isView(value)) return value
    const keys = ownKeys(value)
    for (let index = 0; index < keys.length; index += 1) {
      freezeDeeply(getOwnPropertyDescriptor(value, keys[index] as string)?.value)
    }
    return freeze(value)
  }

  function receive(event: Event): void {
    const message = apply(readDetail, event, []) as Message
    if (message.kind === 'call') answer(message)
    else if (message.kind === 'reply') lastReply = message
    else if (message.kind === 'settle') settle(message)
    else define(message)
  }

  apply(addEventListener, node, [receiving, receive])
  return {
    expose(key, api) {
      post({ kind: 'expose', key, value: pack(api) })
    },
  }
}
