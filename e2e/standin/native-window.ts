import type Electron from 'electron'
import { type Browser, type OpenedPage, theBrowser } from './browser.ts'
import { xdotool } from './xdotool.ts'

type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

/** The X window behind a page: where it is, and whether it shows. */
export class NativeWindow {
  readonly page: OpenedPage
  readonly #browser: Browser
  readonly #windowId: number
  #xid: Promise<string> | undefined

  private constructor(browser: Browser, page: OpenedPage, windowId: number) {
    this.#browser = browser
    this.page = page
    this.#windowId = windowId
  }

  /** Opens a chromeless window on an empty page; the caller lets the page run. */
  static async open(onPage: (page: OpenedPage) => Promise<unknown>): Promise<NativeWindow> {
    const browser = await theBrowser
    const page = await browser.openPage()
    await onPage(page)
    const { targetId } = page
    const found = await browser.connection.browser.command<{ windowId: number }>('Browser.getWindowForTarget', {
      targetId,
    })
    return new NativeWindow(browser, page, found.windowId)
  }

  async setBounds({ x, y, width, height }: Electron.Rectangle): Promise<void> {
    await this.#set({ left: x, top: y, width, height })
  }

  async setState(windowState: WindowState): Promise<void> {
    await this.#set({ windowState })
  }

  async show(): Promise<void> {
    const xid = await this.#find()
    await xdotool('windowmap', xid, 'windowraise', xid)
  }

  async hide(): Promise<void> {
    await xdotool('windowunmap', await this.#find())
  }

  /** Gives the window the keyboard. `windowactivate` would need a window manager. */
  async focus(): Promise<void> {
    const xid = await this.#find()
    await xdotool('windowraise', xid, 'windowfocus', xid)
  }

  async #set(bounds: object): Promise<void> {
    const params = { windowId: this.#windowId, bounds }
    await this.#browser.connection.browser.command('Browser.setWindowBounds', params).catch(() => undefined)
  }

  /** The X window's number. It appears a moment after the page. */
  async #find(): Promise<string> {
    this.#xid ??= findWindow(this.page.className)
    return this.#xid
  }
}

async function findWindow(className: string): Promise<string> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const found = await xdotool('search', '--classname', `^${className.replace('.', '\\.')}$`)
    const last = found.split('\n').at(-1) ?? ''
    if (last !== '') return last
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return ''
}
