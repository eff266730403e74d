import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { app } from './app.ts'
import { callBus, dbus, hasSessionBus, onSignal, sessionBus } from './session-bus.ts'

const NAME = 'org.freedesktop.Notifications'
const SERVICE = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME }

/** Urgency as the Desktop Notifications Specification numbers it. */
const URGENCY = { low: 0, normal: 1, critical: 2 }

/** Notifications on the screen: the daemon's number → ours. */
const shown = new Map<number, Notification>()
let listening: Promise<unknown> | undefined

/** A notification of the desktop, over org.freedesktop.Notifications. */
export class Notification extends EventEmitter {
  title: string
  body: string
  silent: boolean
  urgency: 'normal' | 'critical' | 'low'
  timeoutType: 'default' | 'never'
  actions: Electron.NotificationAction[]
  #number = 0

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.urgency = options.urgency ?? 'normal'
    this.timeoutType = options.timeoutType ?? 'default'
    this.actions = options.actions ?? []
  }

  static isSupported = (): boolean => hasSessionBus()

  show(): void {
    this.#show().catch((error: Error) => this.emit('failed', {}, error.message))
  }

  close(): void {
    if (this.#number === 0) return
    callBus(sessionBus(), { ...SERVICE, member: 'CloseNotification', signature: 'u', body: [this.#number] }).catch(
      () => undefined,
    )
  }

  /** The user chose an action: `default` is the notification itself, else the number of a button. */
  activated(action: string): void {
    if (action === 'default') this.emit('click', {})
    else this.emit('action', { actionIndex: Number(action) }, Number(action))
  }

  /** The notification is gone from the screen. */
  closed(): void {
    this.emit('close', {})
  }

  async #show(): Promise<void> {
    const bus = sessionBus()
    listening ??= listen()
    await listening
    const { Variant } = dbus()
    const actions = ['default', '', ...this.actions.flatMap(({ text }, index) => [String(index), text ?? ''])]
    const hints = {
      urgency: new Variant('y', URGENCY[this.urgency]),
      ...(this.silent && { 'suppress-sound': new Variant('b', true) }),
    }
    const timeout = this.timeoutType === 'never' ? 0 : -1
    const body = [app.name, this.#number, '', this.title, this.body, actions, hints, timeout]
    const [number] = await callBus(bus, { ...SERVICE, member: 'Notify', signature: 'susssasa{sv}i', body })
    this.#number = Number(number)
    shown.set(this.#number, this)
    this.emit('show', {})
  }
}

async function listen(): Promise<void> {
  const bus = sessionBus()
  await onSignal(bus, `interface='${NAME}',member='ActionInvoked'`, ({ body: [number, action] }) => {
    shown.get(Number(number))?.activated(String(action))
  })
  await onSignal(bus, `interface='${NAME}',member='NotificationClosed'`, ({ body: [number] }) => {
    shown.get(Number(number))?.closed()
    shown.delete(Number(number))
  })
}
