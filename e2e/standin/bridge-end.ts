import { BridgeWire, type Wire } from './bridge-wire.ts'
import {
  apply,
  defineProperty,
  freeze,
  getOwnPropertyDescriptor,
  hear,
  isView,
  ownKeys,
  post,
  SafeError,
  whenSettled,
} from './intrinsics.ts'

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly args: Wire[] }
  | { readonly kind: 'reply'; readonly ok: boolean; readonly value: Wire }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: Wire }
  | { readonly kind: 'expose'; readonly key: string; readonly value: Wire }

/**
 * One side of the private channel between the page's world and the preload's world of the same page.
 *
 * It runs over a detached node that only the two sides know. Events are synchronous, so a call returns at once what
 * it returned over there: an effect that subscribes gets its unsubscribe.
 */
export class BridgeEnd {
  readonly #wire: BridgeWire
  readonly #post: (message: Message) => void
  #reply: (Message & { kind: 'reply' }) | undefined

  constructor(node: EventTarget, sending: string, receiving: string) {
    this.#post = (message) => post(node, sending, message)
    this.#wire = new BridgeWire(
      (id, promise) => this.#sendOutcome(id, promise),
      (id, args) => this.#call(id, args),
    )
    hear(node, receiving, (message) => this.#receive(message as Message))
  }

  /** Defines `key` on the other side's window as a read-only, deeply frozen copy of `api`. */
  expose(key: string, api: unknown): void {
    this.#post({ kind: 'expose', key, value: this.#wire.pack(api) })
  }

  #receive(message: Message): void {
    if (message.kind === 'call') this.#answer(message.id, message.args)
    else if (message.kind === 'reply') this.#reply = message
    else if (message.kind === 'settle') this.#wire.settle(message.id, message.ok, this.#wire.unpack(message.value))
    else defineOnce(message.key, this.#wire.unpack(message.value))
  }

  #call(id: number, args: readonly unknown[]): unknown {
    this.#reply = undefined
    this.#post({ kind: 'call', id, args: this.#wire.packList(args) })
    // Set by the event that came back while ours was dispatched.
    const reply = this.#reply as (Message & { kind: 'reply' }) | undefined
    if (reply === undefined) throw new SafeError('the page is going away')
    const value = this.#wire.unpack(reply.value)
    if (!reply.ok) throw value
    return value
  }

  #answer(id: number, args: Wire[]): void {
    try {
      const called = this.#wire.ownFunction(id)
      if (called === undefined) throw new SafeError('no such function')
      const value = this.#wire.pack(apply(called, undefined, this.#wire.unpackList(args)))
      this.#post({ kind: 'reply', ok: true, value })
    } catch (error) {
      this.#post({ kind: 'reply', ok: false, value: this.#packSafely(error) })
    }
  }

  #sendOutcome(id: number, promise: Promise<unknown>): void {
    const send = (ok: boolean) => (outcome: unknown) =>
      this.#post({ kind: 'settle', id, ok, value: this.#packSafely(outcome) })
    whenSettled(promise, send(true), send(false))
  }

  #packSafely(value: unknown): Wire {
    try {
      return this.#wire.pack(value)
    } catch (error) {
      return this.#wire.pack(error)
    }
  }
}

function defineOnce(key: string, value: unknown): void {
  if (getOwnPropertyDescriptor(window, key) !== undefined) return
  defineProperty(window, key, { value: freezeDeeply(value), configurable: false, enumerable: true, writable: false })
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
