import { busObject, type ExportedObject } from './bus-object.ts'
import type { Menu } from './menu.ts'
import type { MenuItem } from './menu-item.ts'
import { dbus } from './session-bus.ts'

type Layout = [id: number, properties: Record<string, unknown>, children: unknown[]]

/** A menu on the bus as com.canonical.dbusmenu: what desktops draw a tray's menu from. */
export class DbusMenu {
  readonly object: ExportedObject
  #menu: Menu | null = null
  #revision = 1

  constructor() {
    this.object = busObject({
      name: 'com.canonical.dbusmenu',
      properties: {
        Version: ['u', () => 3],
        TextDirection: ['s', () => 'ltr'],
        Status: ['s', () => 'normal'],
        IconThemePath: ['as', () => []],
      },
      methods: {
        GetLayout: [
          'iias',
          'u(ia{sv}av)',
          (parent: number, depth: number) => [this.#revision, this.#layout(parent, depth)],
        ],
        GetGroupProperties: ['aias', 'a(ia{sv})', (ids: number[]) => this.#groupProperties(ids)],
        GetProperty: ['is', 'v', (id: number, name: string) => this.#property(id, name)],
        Event: ['isvu', '', (id: number, event: string) => this.#event(id, event)],
        EventGroup: ['a(isvu)', 'ai', (events: [number, string][]) => this.#events(events)],
        AboutToShow: ['i', 'b', () => this.#aboutToShow()],
        AboutToShowGroup: ['ai', 'aiai', () => [[], []]],
      },
      signals: { ItemsPropertiesUpdated: 'a(ia{sv})a(ias)', LayoutUpdated: 'ui', ItemActivationRequested: 'iu' },
    })
  }

  /** Shows another menu; desktops are told to read it anew. */
  setMenu(menu: Menu | null): void {
    this.#menu = menu
    menu?.on('standin-changed', () => this.#changed())
    this.#changed()
  }

  #changed(): void {
    this.#revision += 1
    this.object.emit('LayoutUpdated', this.#revision, 0)
  }

  #item(id: number): MenuItem | undefined {
    return this.#menu?.find(({ commandId }) => commandId === id)
  }

  #layout(parent: number, depth: number): Layout {
    if (parent === 0) return [0, { 'children-display': variant('s', 'submenu') }, this.#children(this.#menu, depth)]
    const item = this.#item(parent)
    return [parent, item === undefined ? {} : propertiesOf(item), this.#children(item?.submenu ?? null, depth)]
  }

  #children(menu: Menu | null, depth: number): unknown[] {
    if (depth === 0 || menu === null) return []
    return menu.items.map((item) => {
      const layout: Layout = [item.commandId, propertiesOf(item), this.#children(item.submenu ?? null, depth - 1)]
      return variant('(ia{sv}av)', layout)
    })
  }

  #groupProperties(ids: readonly number[]): unknown[] {
    return ids.flatMap((id) => {
      const item = this.#item(id)
      return item === undefined ? [] : [[id, propertiesOf(item)]]
    })
  }

  #property(id: number, name: string): unknown {
    const item = this.#item(id)
    return (item && propertiesOf(item)[name]) ?? variant('s', '')
  }

  #events(events: readonly [number, string][]): number[] {
    for (const [id, event] of events) this.#event(id, event)
    return events.map(([id]) => id).filter((id) => this.#item(id) === undefined)
  }

  #event(id: number, event: string): void {
    if (event !== 'clicked') return
    const item = this.#item(id)
    // After the answer has left, as a desktop does not wait for what a click sets going.
    setImmediate(() => {
      item?.click({ triggeredByAccelerator: false })
      if (item?.type === 'checkbox' || item?.type === 'radio') this.#changed()
    })
  }

  /** False: nothing changes because the menu is opened. Electron says `menu-will-show` here. */
  #aboutToShow(): boolean {
    this.#menu?.emit('menu-will-show')
    return false
  }
}

const variant = (signature: string, value: unknown): unknown => new (dbus().Variant)(signature, value)

/** An item's properties as com.canonical.dbusmenu names them; what has its default value is left out. */
function propertiesOf(item: MenuItem): Record<string, unknown> {
  const toggle = { checkbox: 'checkmark', radio: 'radio' }[item.type as string]
  return {
    ...(item.type === 'separator' && { type: variant('s', 'separator') }),
    // A single underscore would mark an access key; Electron marks it with `&`.
    ...(item.type !== 'separator' && { label: variant('s', item.label.replaceAll('_', '__').replace(/&(.)/g, '_$1')) }),
    ...(!item.enabled && { enabled: variant('b', false) }),
    ...(!item.visible && { visible: variant('b', false) }),
    ...(item.submenu !== undefined && { 'children-display': variant('s', 'submenu') }),
    ...(toggle !== undefined && {
      'toggle-type': variant('s', toggle),
      'toggle-state': variant('i', item.checked ? 1 : 0),
    }),
  }
}
