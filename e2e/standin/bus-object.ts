import type { Interface } from '@jellybrick/dbus-next'
import { dbus } from './session-bus.ts'

/** One interface of an object on the bus: signatures are those of the D-Bus specification. */
export interface BusObject {
  readonly name: string
  /** Property → signature and a reader of its present value. */
  readonly properties: Record<string, readonly [signature: string, read: () => unknown]>
  /** Method → signatures in and out, and what it does. Several results are returned as an array. */
  readonly methods: Record<string, readonly [in_: string, out: string, call: (...args: never[]) => unknown]>
  /** Signal → signature. */
  readonly signals: Record<string, string>
}

/** An exported object: emits its signals. */
export interface ExportedObject {
  readonly interface: Interface
  emit(signal: string, ...args: unknown[]): void
}

/**
 * Makes a described object into one that the library can export.
 *
 * Its constructor puts empty `$properties`, `$methods` and `$signals` on the instance, which hide those that
 * configureMembers put on the prototype, hence the deletions (seen in 0.11.3).
 */
export function busObject({ name, properties, methods, signals }: BusObject): ExportedObject {
  const { Interface } = dbus().interface
  class Described extends Interface {
    constructor() {
      super(name)
      delete this.$properties
      delete this.$methods
      delete this.$signals
    }
  }
  const prototype = Described.prototype as unknown as Record<string, unknown>
  for (const [key, [, read]] of Object.entries(properties))
    Object.defineProperty(prototype, key, { get: read, configurable: true })
  for (const [key, [, , call]] of Object.entries(methods)) prototype[key] = call
  for (const [key, signature] of Object.entries(signals))
    prototype[key] = (...args: unknown[]) => (signature.length > 1 ? args : args[0])
  Described.configureMembers({
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, [signature]]) => [key, { signature, access: 'read' as const }]),
    ),
    methods: Object.fromEntries(
      Object.entries(methods).map(([key, [inSignature, outSignature]]) => [key, { inSignature, outSignature }]),
    ),
    signals: Object.fromEntries(Object.entries(signals).map(([key, signature]) => [key, { signature }])),
  })
  const made = new Described()
  const emitters = made as unknown as Record<string, (...args: unknown[]) => void>
  return { interface: made, emit: (signal, ...args) => emitters[signal]?.(...args) }
}
