import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { app } from './app.ts'
import { theBrowser } from './browser.ts'
import { cancellable } from './cancellable.ts'
import type { NativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { NativeWindow } from './native-window.ts'
import { addOpenWindow, openWindows, removeOpenWindow } from './open-windows.ts'
import { screen } from './screen.ts'
import { clickShortcut } from './shortcuts.ts'
import { WebContents } from './web-contents.ts'

type Options = Electron.BrowserWindowConstructorOptions

const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | null = null

/** A window of the app: a chromeless window of Chromium's. */
export class BrowserWindow extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  readonly #options: Options
  #native: Promise<NativeWindow>
  #bounds: Electron.Rectangle
  #minimumSize: number[] = [0, 0]
  #visible: boolean
  #state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal'
  #destroyed = false
  #menuBarVisible = true

  constructor(options: Options = {}) {
    super()
    lastId += 1
    this.id = lastId
    this.#options = options
    this.#visible = options.show ?? true
    this.#bounds = initialBounds(options)
    this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.webContents = new WebContents(options.webPreferences ?? {})
    this.webContents.on('standin-close', () => this.destroy())
    this.webContents.on('standin-shortcut', (combination) => clickShortcut(combination, this))
    this.webContents.on('standin-first-paint', () => this.#painted())
    this.webContents.on('page-title-updated', (event, title, explicit) =>
      this.emit('page-title-updated', event, title, explicit),
    )
    windows.set(this.id, this)
    addOpenWindow(this)
    this.#native = this.#open()
    app.emit('browser-window-created', {}, this)
  }

  static getAllWindows = (): BrowserWindow[] => [...windows.values()]
  static getFocusedWindow = (): BrowserWindow | null => focused
  static fromId = (id: number): BrowserWindow | null => windows.get(id) ?? null
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  loadFile = (path: string): Promise<void> => this.webContents.loadFile(path)
  reload = (): void => this.webContents.reload()
  capturePage = () => this.webContents.capturePage()
  getTitle = (): string => this.webContents.getTitle()
  isDestroyed = (): boolean => this.#destroyed
  isVisible = (): boolean => this.#visible && !this.#destroyed
  isFocused = (): boolean => focused === this
  isMinimized = (): boolean => this.#state === 'minimized'
  isMaximized = (): boolean => this.#state === 'maximized'
  isFullScreen = (): boolean => this.#state === 'fullscreen'
  isNormal = (): boolean => this.#state === 'normal'
  isModal = (): boolean => this.#options.modal === true
  getBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getContentBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getSize = (): number[] => [this.#bounds.width, this.#bounds.height]
  getContentSize = (): number[] => this.getSize()
  getPosition = (): number[] => [this.#bounds.x, this.#bounds.y]
  getMinimumSize = (): number[] => [...this.#minimumSize]
  getParentWindow = () => this.#options.parent ?? null
  isMenuBarVisible = (): boolean => this.#menuBarVisible

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#destroyed) return
    if (this.#state === 'minimized') this.restore()
    if (!this.#visible) this.#setVisible(true)
    this.#whenOpen((native) => native.show())
  }

  hide(): void {
    if (this.#visible) this.#setVisible(false)
    this.#loseFocus()
    this.#whenOpen((native) => native.hide())
  }

  focus(): void {
    if (this.#destroyed || !this.#visible) return
    this.#whenOpen((native) => native.focus())
    if (focused === this) return
    focused?.blur()
    focused = this
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }

  blur(): void {
    this.#loseFocus()
  }

  minimize(): void {
    this.#setState('minimized', 'minimize')
  }

  maximize(): void {
    this.#setState('maximized', 'maximize')
  }

  unmaximize(): void {
    this.#setState('normal', 'unmaximize')
  }

  restore(): void {
    this.#setState('normal', 'restore')
  }

  setFullScreen(on: boolean): void {
    this.#setState(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen')
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    this.#whenOpen((native) => native.setBounds(this.#bounds))
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this.emit('resize')
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move')
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  center(): void {
    const { width, height } = this.#bounds
    this.setBounds(initialBounds({ width, height }))
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height]
  }

  setMenuBarVisibility(visible: boolean): void {
    this.#menuBarVisible = visible
  }

  /* The window has no menu bar, no icon of its own and no place among other programs' windows; Electron accepts the calls. */
  setMenu(_menu: unknown): void {}
  removeMenu(): void {}
  setAutoHideMenuBar(_hide: boolean): void {}
  setIcon(_icon: NativeImage | string): void {}
  setAlwaysOnTop(_flag: boolean): void {}
  setSkipTaskbar(_skip: boolean): void {}
  setContentProtection(_enable: boolean): void {}
  setBackgroundColor(_color: string): void {}
  flashFrame(_flag: boolean): void {}
  moveTop(): void {}

  setTitle(title: string): void {
    this.webContents.setTitle(title)
  }

  /** Asks the app, then closes. A page's own `beforeunload` is not asked. */
  close(): void {
    if (this.#destroyed || !this.#mayClose()) return
    this.destroy()
  }

  /** Closes without asking. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#loseFocus()
    windows.delete(this.id)
    removeOpenWindow(this)
    this.webContents.markDestroyed()
    this.emit('closed')
    setImmediate(() => {
      if (openWindows().length === 0) app.allWindowsClosed()
    })
  }

  /** The user closed the window itself. A listener that prevents this keeps it: it is opened again, hidden, on its page. */
  closedByUser(): void {
    if (this.#destroyed) return
    const url = this.webContents.getURL()
    if (this.#mayClose()) {
      this.destroy()
    } else {
      this.webContents.detach()
      this.#native = this.#open()
      void this.loadURL(url).catch(() => undefined)
    }
  }

  #mayClose(): boolean {
    const event = cancellable({})
    this.emit('close', event)
    return !event.defaultPrevented
  }

  async #open(): Promise<NativeWindow> {
    const native = await NativeWindow.open((page) => this.webContents.attach(page))
    await native.setBounds(this.#bounds)
    if (this.#visible) void native.focus()
    else await native.hide()
    return native
  }

  #whenOpen(act: (native: NativeWindow) => Promise<void>): void {
    this.#native.then((native) => (this.#destroyed ? undefined : act(native))).catch(() => undefined)
  }

  #setVisible(visible: boolean): void {
    this.#visible = visible
    this.emit(visible ? 'show' : 'hide')
  }

  #setState(state: 'normal' | 'minimized' | 'maximized' | 'fullscreen', event: string): void {
    if (this.#state === state) return
    this.#state = state
    this.#whenOpen((native) => native.setState(state))
    this.emit(event)
  }

  #loseFocus(): void {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', {}, this)
  }

  #painted(): void {
    if (this.webContents.getURL() !== '') this.emit('ready-to-show')
  }
}

function initialBounds({ width = 800, height = 600, x, y }: Options): Electron.Rectangle {
  const { workArea } = screen.getPrimaryDisplay()
  return {
    x: x ?? Math.max(0, Math.round(workArea.x + (workArea.width - width) / 2)),
    y: y ?? Math.max(0, Math.round(workArea.y + (workArea.height - height) / 2)),
    width,
    height,
  }
}

/** Keeps windows in step with light and dark and with what happens to Chromium's own: windows that a user closed, pages that nobody asked for. */
export async function watchWindows(): Promise<void> {
  nativeTheme.on('updated', () => {
    for (const contents of WebContents.getAllWebContents()) contents.setMediaFeatures(nativeTheme.mediaFeatures())
  })
  const browser = await theBrowser
  browser.onGone = (targetId) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.targetId === targetId)
      ?.closedByUser()
  }
  browser.onPopup = (session, { targetId, openerId, url }) => {
    if (openerId === undefined) return session.tell('Runtime.runIfWaitingForDebugger')
    WebContents.fromDevToolsTargetId(openerId)?.windowWanted(url, '', '')
    browser.connection.browser.tell('Target.closeTarget', { targetId })
  }
}
