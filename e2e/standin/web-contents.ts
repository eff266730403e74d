import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import type Electron from 'electron'
import { toChromium, toElectron } from './address.ts'
import { app } from './app.ts'
import { type OpenedPage, theBrowser } from './browser.ts'
import { cancellable } from './cancellable.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { Page } from './page.ts'
import { Session } from './session.ts'
import { evaluate, type WebFrameMain } from './web-frame-main.ts'

type WindowOpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse

const all = new Map<number, WebContents>()
let lastId = 0

/** The page of a window. Commands given before its page is open wait for it. */
export class WebContents extends EventEmitter {
  readonly id: number
  readonly session: Session
  readonly #preferences: Electron.WebPreferences
  #page = Promise.withResolvers<Page>()
  #current: Page | undefined
  #destroyed = false
  #title = ''
  #loading = false
  #zoom = 1
  #windowOpenHandler: WindowOpenHandler | undefined

  constructor(preferences: Electron.WebPreferences) {
    super()
    lastId += 1
    this.id = lastId
    this.#preferences = preferences
    const partition = preferences.partition
    const given = preferences.session as unknown as Session | undefined
    this.session = given ?? (partition === undefined ? Session.defaultSession : Session.fromPartition(partition))
    this.#page.promise.catch(() => undefined)
    all.set(this.id, this)
    this.on('dom-ready', () => {
      if (this.#zoom !== 1) this.setZoomFactor(this.#zoom)
    })
    app.emit('web-contents-created', {}, this)
  }

  static getAllWebContents = (): WebContents[] => [...all.values()]
  static fromId = (id: number): WebContents | undefined => all.get(id)
  static fromDevToolsTargetId = (targetId: string): WebContents | undefined =>
    WebContents.getAllWebContents().find((contents) => contents.targetId === targetId)

  get targetId(): string | undefined {
    return this.#current?.targetId
  }

  get mainFrame(): WebFrameMain | undefined {
    return this.#current?.frames.main
  }

  get zoomFactor(): number {
    return this.#zoom
  }

  /** Takes the page that was opened for this window and makes it ready; also after a reopening. */
  async attach(opened: OpenedPage): Promise<Page> {
    const page = new Page(this, opened, await theBrowser)
    page.install(this.#preferences, nativeTheme.mediaFeatures())
    this.#current = page
    await page.ready
    this.#page.resolve(page)
    return page
  }

  /** Lets go of a page that is gone; commands wait for the next one. */
  detach(): void {
    this.#current = undefined
    this.#page = Promise.withResolvers<Page>()
    this.#page.promise.catch(() => undefined)
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page.promise
    await page.navigate(toChromium(url))
  }

  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(path).href)
  }

  getURL(): string {
    const url = this.mainFrame?.url ?? ''
    return url.startsWith('data:text/html,standin-') ? '' : url
  }

  getTitle(): string {
    return this.#title
  }

  isLoading(): boolean {
    return this.#loading
  }

  isLoadingMainFrame(): boolean {
    return this.#loading
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#current?.crashed ?? false
  }

  reload(): void {
    void this.#page.promise.then((page) => page.reload())
  }

  send(channel: string, ...args: unknown[]): void {
    this.#current?.channel.send(channel, args)
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.#page.promise
    return evaluate(page.session, code, userGesture)
  }

  async insertCSS(css: string): Promise<string> {
    await this.executeJavaScript(
      `document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {})); document.adoptedStyleSheets.at(-1).replaceSync(${JSON.stringify(css)})`,
    )
    return String(css.length)
  }

  async capturePage(): Promise<ReturnType<typeof nativeImage.createFromBuffer>> {
    const page = await this.#page.promise
    const { data } = await page.session.command<{ data: string }>('Page.captureScreenshot', { format: 'png' })
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64'))
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
    // CDP has no browser zoom; zooming the root element lays the page out the same way.
    void this.executeJavaScript(`document.documentElement.style.zoom = ${factor}`)
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  focus(): void {
    void this.#page.promise.then(({ session }) => session.tell('Page.bringToFront'))
  }

  openDevTools(): void {
    console.error('stand-in: developer tools are not available')
  }

  isDevToolsOpened = (): boolean => false

  /** Closes the window, without asking it: Playwright calls this for `page.close()`. */
  close(_options?: Electron.CloseOpts): void {
    this.emit('standin-close')
  }

  /** Runs an editing command such as `copy` in the page. */
  edit(command: string): void {
    const key = { type: 'rawKeyDown', key: 'Unidentified', commands: [command] }
    void this.#page.promise.then(({ session }) => session.tell('Input.dispatchKeyEvent', key))
  }

  /** Stops or lets through what the user does to the page, while a modal dialog is open. */
  ignoreInput(ignore: boolean): void {
    this.#current?.session.tell('Input.setIgnoreInputEvents', { ignore })
  }

  setMediaFeatures(features: readonly object[]): void {
    this.#current?.session.tell('Emulation.setEmulatedMedia', { features })
  }

  /** True unless the app prevented this navigation of the page's own. */
  mayNavigate(frame: WebFrameMain | undefined, url: string): boolean {
    const isMainFrame = frame === undefined || frame.parent === null
    const details = { url, isMainFrame, isSameDocument: false, frame: frame ?? null, initiator: frame ?? null }
    const framed = cancellable(details)
    this.emit('will-frame-navigate', framed)
    if (framed.defaultPrevented) return false
    if (!isMainFrame) return true
    const main = cancellable(details)
    this.emit('will-navigate', main, url, false, true)
    return !main.defaultPrevented
  }

  /** Asks the app about a window that the page wants to open. Only `deny` is supported: nothing opens by itself. */
  windowWanted(url: string, frameName: string, features: string): void {
    const referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' as const }
    const details = { url: toElectron(url), frameName, features, disposition: 'foreground-tab' as const, referrer }
    const response = this.#windowOpenHandler?.(details)
    if (response?.action === 'allow')
      console.error('stand-in: windows opened by a page are not supported, so this one was not')
  }

  setTitle(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.emit('page-title-updated', cancellable({}), title, true)
  }

  setLoading(loading: boolean): void {
    if (loading === this.#loading) return
    this.#loading = loading
    this.emit(loading ? 'did-start-loading' : 'did-stop-loading')
  }

  /** Marks the page as gone, closes it if it is not, and says so. */
  markDestroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.id)
    this.#current?.close()
    this.#page.reject(new Error('Object has been destroyed'))
    this.emit('destroyed')
  }
}
