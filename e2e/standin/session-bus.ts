import { createRequire } from 'node:module'
import type { Message, MessageBus } from '@jellybrick/dbus-next'

// Loaded at first use: most starts show a window before they need a bus.
const require = createRequire(import.meta.url)
type Library = typeof import('@jellybrick/dbus-next')

/** The D-Bus library. */
export const dbus = (): Library => require('@jellybrick/dbus-next') as Library

let session: MessageBus | undefined

/** Our connection to the session bus. An error there (no bus, bus gone) is said once and ends nothing. */
export function sessionBus(): MessageBus {
  session ??= withoutThrowing(dbus().sessionBus(), 'session')
  return session
}

/** Our connection to the system bus, for what logind says. */
export const systemBus = (): MessageBus => withoutThrowing(dbus().systemBus(), 'system')

/** True when a session bus can be expected at all. */
export const hasSessionBus = (): boolean => process.env.DBUS_SESSION_BUS_ADDRESS !== undefined

function withoutThrowing(bus: MessageBus, name: string): MessageBus {
  ;(bus as NodeJS.EventEmitter).on('error', (error: Error) => console.error(`stand-in: ${name} bus: ${error.message}`))
  return bus
}

/** A method call: where to, which method, the signature of the arguments, the arguments. */
export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: unknown[]
}

/** Calls a method and resolves with what it returned. */
export async function callBus(bus: MessageBus, call: BusCall): Promise<unknown[]> {
  const { Message } = dbus()
  const reply = await bus.call(new Message({ ...call }))
  return reply?.body ?? []
}

/** Calls `listener` for every signal that `rule` matches: a match rule of the D-Bus specification. */
export async function onSignal(bus: MessageBus, rule: string, listener: (message: Message) => void): Promise<void> {
  const wanted = new Map([...rule.matchAll(/(\w+)='([^']*)'/g)].map(([, key, value]) => [key, value]))
  bus.on('message', (message) => {
    if (message.interface === wanted.get('interface') && message.member === wanted.get('member')) listener(message)
  })
  await callBus(bus, {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'AddMatch',
    signature: 's',
    body: [`type='signal',${rule}`],
  })
}
