import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { app } from './app.ts'
import { busObject, type ExportedObject } from './bus-object.ts'
import { DbusMenu } from './dbus-menu.ts'
import type { Menu } from './menu.ts'
import { type NativeImage, nativeImage } from './native-image.ts'
import { callBus, hasSessionBus, onSignal, sessionBus } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM_PATH = '/StatusNotifierItem'
const MENU_PATH = '/MenuBar'

/** Icon by size, pixels as alpha, red, green, blue: `a(iiay)`. */
type Pixmaps = [width: number, height: number, argb: Buffer][]

let lastNumber = 0

/** An icon in the desktop's tray: an org.kde.StatusNotifierItem, as Electron's own is on Linux. */
export class Tray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setTitle' | 'getTitle' | 'setToolTip' | 'destroy' | 'isDestroyed' | 'getBounds'>
{
  readonly #menu = new DbusMenu()
  readonly #item: ExportedObject
  readonly #busName: string
  #pixmaps: Pixmaps
  #title = ''
  #toolTip = ''
  #destroyed = false

  constructor(image: NativeImage | string) {
    super()
    lastNumber += 1
    this.#busName = `org.kde.StatusNotifierItem-${process.pid}-${lastNumber}`
    this.#pixmaps = pixmapsOf(image)
    this.#item = this.#describe()
    if (hasSessionBus()) this.#export().catch((error: Error) => console.error(`stand-in: tray: ${error.message}`))
  }

  setImage(image: NativeImage | string): void {
    this.#pixmaps = pixmapsOf(image)
    this.#item.emit('NewIcon')
  }

  setContextMenu(menu: Menu | null): void {
    this.#menu.setMenu(menu)
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip
    this.#item.emit('NewToolTip')
  }

  setTitle(title: string): void {
    this.#title = title
    this.#item.emit('NewTitle')
  }

  getTitle(): string {
    return this.#title
  }

  /** The desktop does not tell where it shows the icon. */
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 }
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    if (!hasSessionBus()) return
    const bus = sessionBus()
    bus.unexport(ITEM_PATH, this.#item.interface)
    bus.unexport(MENU_PATH, this.#menu.object.interface)
    bus.releaseName(this.#busName).catch(() => undefined)
  }

  async #export(): Promise<void> {
    const bus = sessionBus()
    bus.export(ITEM_PATH, this.#item.interface)
    bus.export(MENU_PATH, this.#menu.object.interface)
    await bus.requestName(this.#busName)
    // The watcher may come later than we, or come back after a crash of the desktop's panel.
    const ownerChanged = `interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`
    await onSignal(bus, ownerChanged, ({ body }) => {
      if (body[0] === WATCHER && body[2] !== '') void this.#register()
    })
    await this.#register()
  }

  async #register(): Promise<void> {
    if (this.#destroyed) return
    const register = {
      destination: WATCHER,
      path: '/StatusNotifierWatcher',
      interface: WATCHER,
      member: 'RegisterStatusNotifierItem',
    }
    // Without a watcher the call fails; NameOwnerChanged will bring us back.
    await callBus(sessionBus(), { ...register, signature: 's', body: [this.#busName] }).catch(() => undefined)
  }

  #describe(): ExportedObject {
    return busObject({
      name: 'org.kde.StatusNotifierItem',
      properties: {
        Category: ['s', () => 'ApplicationStatus'],
        Id: ['s', () => app.name],
        Title: ['s', () => this.#title || this.#toolTip || app.name],
        Status: ['s', () => 'Active'],
        WindowId: ['i', () => 0],
        IconName: ['s', () => ''],
        IconPixmap: ['a(iiay)', () => this.#pixmaps],
        OverlayIconName: ['s', () => ''],
        AttentionIconName: ['s', () => ''],
        ToolTip: ['(sa(iiay)ss)', () => ['', [], this.#toolTip, '']],
        ItemIsMenu: ['b', () => false],
        Menu: ['o', () => MENU_PATH],
      },
      methods: {
        Activate: ['ii', '', (x: number, y: number) => this.#clicked('click', x, y)],
        SecondaryActivate: ['ii', '', (x: number, y: number) => this.#clicked('middle-click', x, y)],
        ContextMenu: ['ii', '', (x: number, y: number) => this.#clicked('right-click', x, y)],
        Scroll: ['is', '', () => undefined],
      },
      signals: { NewTitle: '', NewIcon: '', NewAttentionIcon: '', NewOverlayIcon: '', NewToolTip: '', NewStatus: 's' },
    })
  }

  #clicked(event: string, x: number, y: number): void {
    const keys = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false }
    setImmediate(() => this.emit(event, keys, { ...this.getBounds(), x, y }, { x, y }))
  }
}

function pixmapsOf(image: NativeImage | string): Pixmaps {
  const picture = typeof image === 'string' ? nativeImage.createFromPath(image) : image
  if (picture.isEmpty()) return []
  const { width, height, rgba } = picture.bitmap()
  const argb = Buffer.alloc(rgba.length)
  for (let at = 0; at < rgba.length; at += 4) {
    argb.set([rgba[at + 3] ?? 0, rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0], at)
  }
  return [[width, height, argb]]
}
