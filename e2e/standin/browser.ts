import { CdpConnection, type CdpSession } from './cdp.ts'
import { type Chromium, findChromium, startChromium } from './chromium.ts'

/** What Chromium tells of a target: a page, a worker, a frame. */
export interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly url: string
  readonly title: string
  readonly openerId?: string
}

/** A page just opened: the session that drives it, paused until `Runtime.runIfWaitingForDebugger`. */
export interface OpenedPage {
  readonly targetId: string
  readonly session: CdpSession
  /** The instance part of the X window's WM_CLASS, by which xdotool finds it. */
  readonly className: string
}

interface Attached {
  readonly sessionId: string
  readonly targetInfo: TargetInfo
}

/** The system's Chromium, running and driven over CDP. */
export class Browser {
  readonly connection: CdpConnection
  readonly address: string
  /** Called for each page that another page opened; whoever takes it must let it run or close it. */
  onPopup: (page: CdpSession, target: TargetInfo) => void = () => undefined
  onGone: (targetId: string) => void = () => undefined
  readonly #chromium: Chromium
  readonly #opening = new Map<string, (page: OpenedPage) => void>()
  #opened = 0

  private constructor(chromium: Chromium, connection: CdpConnection) {
    this.#chromium = chromium
    this.address = chromium.address
    this.connection = connection
    const { browser } = connection
    browser.on<Attached>('Target.attachedToTarget', (attached) => this.#attached(attached))
    browser.on<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => this.onGone(targetId))
  }

  /** Starts Chromium and connects to it. */
  static async start(): Promise<Browser> {
    const program = findChromium()
    if (program === undefined) throw new Error('no Chromium was found; on Debian and Ubuntu: apt-get install chromium')
    const chromium = await startChromium(program)
    const browser = new Browser(chromium, await CdpConnection.open(chromium.address))
    // Paused at their start, so that a page that must not open is closed before it has asked for anything.
    const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }
    await Promise.all([
      browser.connection.browser.command('Target.setAutoAttach', attach),
      browser.connection.browser.command('Target.setDiscoverTargets', { discover: true }),
      // A grant of nothing is a refusal of everything: notifications, camera, clipboard and the rest.
      browser.connection.browser.command('Browser.grantPermissions', { permissions: [] }),
      browser.connection.browser.command('Browser.setDownloadBehavior', { behavior: 'deny' }),
    ])
    return browser
  }

  /** Opens a chromeless window on an empty page. */
  openPage(): Promise<OpenedPage> {
    this.#opened += 1
    const name = `standin-${this.#opened}`
    const url = `data:text/html,${name}`
    return new Promise((resolve, reject) => {
      this.#opening.set(url, resolve)
      this.#chromium.openWindow(url).catch(reject)
    })
  }

  /** Ends Chromium at once. */
  end(): void {
    this.#chromium.end()
  }

  #attached({ sessionId, targetInfo }: Attached): void {
    const session = this.connection.session(sessionId)
    const opening = this.#opening.get(targetInfo.url)
    if (targetInfo.type !== 'page') session.tell('Runtime.runIfWaitingForDebugger')
    else if (opening === undefined) this.onPopup(session, targetInfo)
    this.#opening.delete(targetInfo.url)
    opening?.({
      targetId: targetInfo.targetId,
      session,
      className: `text_html,${targetInfo.url.slice('data:text/html,'.length)}`,
    })
  }
}

const running = Promise.withResolvers<Browser>()

/** The one Chromium of this process, once it runs. */
export const theBrowser: Promise<Browser> = running.promise

/** Starts Chromium; `theBrowser` resolves with it. */
export async function startBrowser(): Promise<Browser> {
  const browser = await Browser.start()
  running.resolve(browser)
  return browser
}
