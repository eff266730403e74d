import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isError,
  isPromise,
  lookUp,
  ownKeys,
  put,
  SafeError,
  SafePromise,
  store,
} from './intrinsics.ts'

type AnyFunction = (...args: unknown[]) => unknown

/**
 * A value on its way into the other world. Functions and promises travel as numbers: `function` and `promise` belong to
 * the sender, `own` is a function of the receiver's that comes home. What is `raw` is cloned by the engine.
 */
export type Wire =
  | readonly ['raw', unknown]
  | readonly ['function', number]
  | readonly ['own', number]
  | readonly ['promise', number]
  | readonly ['error', string, string]
  | readonly ['array', Wire[]]
  | readonly ['object', [string, Wire][]]

interface Settler {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** Turns values into wire form and back, and remembers the functions and promises that crossed. */
export class BridgeWire {
  readonly #onPromise: (id: number, promise: Promise<unknown>) => void
  readonly #call: (id: number, args: readonly unknown[]) => unknown
  readonly #ownFunctions = new Map<number, AnyFunction>()
  readonly #ownIds = new Map<AnyFunction, number>()
  readonly #foreignFunctions = new Map<number, AnyFunction>()
  readonly #foreignIds = new Map<AnyFunction, number>()
  readonly #settlers = new Map<number, Settler>()
  #lastId = 0

  /**
   * @param onPromise Told of each promise that is sent, to send its outcome after it.
   * @param call Calls a function of the other world's.
   */
  constructor(
    onPromise: (id: number, promise: Promise<unknown>) => void,
    call: (id: number, args: readonly unknown[]) => unknown,
  ) {
    this.#onPromise = onPromise
    this.#call = call
  }

  /** A function that was sent to the other world, by its number. */
  ownFunction(id: number): AnyFunction | undefined {
    return lookUp(this.#ownFunctions, id)
  }

  /** Settles a promise that came from the other world. */
  settle(id: number, ok: boolean, value: unknown): void {
    const settler = lookUp(this.#settlers, id)
    if (ok) settler?.resolve(value)
    else settler?.reject(value)
  }

  pack(value: unknown): Wire {
    if (typeof value === 'function') return this.#packFunction(value as AnyFunction)
    if (typeof value === 'symbol') throw new SafeError('An object could not be cloned.')
    if (typeof value !== 'object' || value === null) return ['raw', value]
    if (isPromise(value)) return this.#packPromise(value)
    if (isError(value)) return ['error', value.name, value.message]
    if (isArray(value)) return ['array', this.packList(value)]
    if (isPlain(value)) return ['object', this.#packFields(value as Record<string, unknown>)]
    return ['raw', value]
  }

  packList(list: readonly unknown[]): Wire[] {
    const packed: Wire[] = []
    for (let index = 0; index < list.length; index += 1) put(packed, index, this.pack(list[index]))
    return packed
  }

  unpack(wire: Wire): unknown {
    if (wire[0] === 'raw') return wire[1]
    if (wire[0] === 'function') return this.#proxyOf(wire[1])
    if (wire[0] === 'own') return this.ownFunction(wire[1])
    if (wire[0] === 'promise') return this.#promiseOf(wire[1])
    if (wire[0] === 'error') return errorOf(wire[1], wire[2])
    if (wire[0] === 'array') return this.unpackList(wire[1])
    return this.#unpackFields(wire[1])
  }

  unpackList(wires: readonly Wire[]): unknown[] {
    const list: unknown[] = []
    for (let index = 0; index < wires.length; index += 1) put(list, index, this.unpack(wires[index] as Wire))
    return list
  }

  #packFunction(value: AnyFunction): Wire {
    const foreign = lookUp(this.#foreignIds, value)
    if (foreign !== undefined) return ['own', foreign]
    const known = lookUp(this.#ownIds, value)
    if (known !== undefined) return ['function', known]
    this.#lastId += 1
    store(this.#ownFunctions, this.#lastId, value)
    store(this.#ownIds, value, this.#lastId)
    return ['function', this.#lastId]
  }

  #packPromise(value: Promise<unknown>): Wire {
    this.#lastId += 1
    this.#onPromise(this.#lastId, value)
    return ['promise', this.#lastId]
  }

  #packFields(fields: Record<string, unknown>): [string, Wire][] {
    const packed: [string, Wire][] = []
    const keys = ownKeys(fields)
    let count = 0
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index]
      if (typeof key !== 'string' || getOwnPropertyDescriptor(fields, key)?.enumerable !== true) continue
      put(packed, count, [key, this.pack(fields[key])])
      count += 1
    }
    return packed
  }

  #unpackFields(fields: readonly [string, Wire][]): object {
    const object = {}
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] as [string, Wire]
      put(object, field[0], this.unpack(field[1]))
    }
    return object
  }

  #promiseOf(id: number): Promise<unknown> {
    return new SafePromise((resolve, reject) => store(this.#settlers, id, { resolve, reject }))
  }

  #proxyOf(id: number): AnyFunction {
    const known = lookUp(this.#foreignFunctions, id)
    if (known !== undefined) return known
    const proxy = (...args: unknown[]): unknown => this.#call(id, args)
    store(this.#foreignFunctions, id, proxy)
    store(this.#foreignIds, proxy, id)
    return proxy
  }
}

// An object of another world has another Object.prototype: plain is what has no prototype above its prototype.
function isPlain(value: object): boolean {
  const prototype = getPrototypeOf(value)
  return prototype === null || getPrototypeOf(prototype) === null
}

function errorOf(name: string, message: string): Error {
  const error = new SafeError(message)
  put(error, 'name', name)
  return error
}
