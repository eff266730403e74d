/**
 * The part of a desktop that shows tray icons: it is told of them, draws their menus, and clicks.
 *
 * org.kde.StatusNotifierWatcher and com.canonical.dbusmenu, as panels speak them.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Message, type MessageBus, sessionBus, Variant } from '@jellybrick/dbus-next'
import type { Environment } from './keyring.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
const PROPERTIES = 'org.freedesktop.DBus.Properties'

/** An entry of a menu as the desktop gets it. */
export interface MenuEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  readonly children: readonly MenuEntry[]
}

export interface TrayHost extends AsyncDisposable {
  /** The menu of the one icon there is. */
  menu(): Promise<readonly MenuEntry[]>
  /** Clicks the entry that these labels lead to; waits until it is there. @throws After 15 s. */
  click(...labels: readonly string[]): Promise<void>
  /** What hovering says. */
  toolTip(): Promise<string>
  /** Clicks the icon itself. */
  activate(): Promise<void>
}

/** Starts a tray on the session bus of `env`. Start it before the app, as a desktop would be. */
export async function openTrayHost(env: Environment): Promise<TrayHost> {
  const bus = sessionBus({ busAddress: env.DBUS_SESSION_BUS_ADDRESS ?? '' })
  const services: string[] = []
  answerAsWatcher(bus, (service) => services.push(service))
  await bus.requestName(WATCHER, 0)

  const service = (): Promise<string> => until('a tray icon', () => services.at(-1))
  const property = async (name: string): Promise<unknown> => {
    const [value] = await call(bus, await service(), '/StatusNotifierItem', PROPERTIES, 'Get', 'ss', [ITEM, name])
    return (value as Variant).value
  }
  const onMenu = async (member: string, signature: string, body: unknown[]): Promise<unknown[]> =>
    call(bus, await service(), String(await property('Menu')), MENU, member, signature, body)
  const menu = async (): Promise<readonly MenuEntry[]> => {
    const [, layout] = await onMenu('GetLayout', 'iias', [0, -1, []])
    return entryOf(layout as Layout).children
  }
  return {
    menu,
    toolTip: async () => String(((await property('ToolTip')) as unknown[])[2]),
    click: async (...labels) => {
      const entry = await until(labels.join(' > '), async () => find(await menu(), labels))
      await onMenu('Event', 'isvu', [entry.id, 'clicked', new Variant('s', ''), 0])
    },
    activate: async () => {
      await call(bus, await service(), '/StatusNotifierItem', ITEM, 'Activate', 'ii', [0, 0])
    },
    [Symbol.asyncDispose]: async () => bus.disconnect(),
  }
}

function answerAsWatcher(bus: MessageBus, onItem: (service: string) => void): void {
  bus.addMethodHandler((message) => {
    if (message.path !== '/StatusNotifierWatcher') return false
    const [first, second] = message.body as unknown[]
    if (message.member === 'RegisterStatusNotifierItem') onItem(nameOf(String(first), message.sender ?? ''))
    bus.send(answerTo(message, String(second)))
    return true
  })
}

/** Some programs register by the path of their object; then the sender of the message is the service. */
const nameOf = (given: string, sender: string): string => (given.startsWith('/') ? sender : given)

function answerTo(message: Message, property: string): Message {
  if (message.member === 'Get') return Message.newMethodReturn(message, 'v', [PROPERTY_VALUES[property]])
  if (message.member === 'GetAll') return Message.newMethodReturn(message, 'a{sv}', [PROPERTY_VALUES])
  return Message.newMethodReturn(message, '', [])
}

const PROPERTY_VALUES: Readonly<Record<string, Variant>> = {
  IsStatusNotifierHostRegistered: new Variant('b', true),
  ProtocolVersion: new Variant('i', 0),
  RegisteredStatusNotifierItems: new Variant('as', []),
}

async function call(
  bus: MessageBus,
  destination: string,
  path: string,
  face: string,
  member: string,
  signature: string,
  body: unknown[],
): Promise<unknown[]> {
  const reply = await bus.call(new Message({ destination, path, interface: face, member, signature, body }))
  return reply?.body ?? []
}

type Layout = readonly [id: number, properties: Readonly<Record<string, Variant>>, children: readonly Variant[]]

const entryOf = ([id, properties, children]: Layout): MenuEntry => ({
  id,
  // An underscore marks the next letter as a key; two stand for one.
  label: String(properties.label?.value ?? '').replaceAll('__', '_'),
  enabled: properties.enabled?.value !== false,
  children: children.map(({ value }) => entryOf(value as Layout)),
})

/** The enabled entry at the end of the labels. */
function find(entries: readonly MenuEntry[], [label, ...rest]: readonly string[]): MenuEntry | undefined {
  const entry = entries.find((candidate) => candidate.label === label && candidate.enabled)
  return rest.length === 0 || entry === undefined ? entry : find(entry.children, rest)
}

async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`${what} did not appear in the tray`)
    await sleep(50)
  }
}
