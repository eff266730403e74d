import type Electron from 'electron'
import type { Browser, OpenedPage } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { PageFrames } from './page-frames.ts'
import { interceptRequests } from './page-requests.ts'
import { PreloadChannel } from './preload-channel.ts'
import type { Session } from './session.ts'
import type { WebContents } from './web-contents.ts'
import { watchPage } from './window-channel.ts'

/** One target of Chromium's in the service of a WebContents. */
export class Page {
  readonly targetId: string
  readonly session: CdpSession
  readonly frames: PageFrames
  readonly channel: PreloadChannel
  /** Resolves when frames are known and the page runs. */
  readonly ready: Promise<void>
  crashed = false
  readonly #owner: WebContents
  readonly #browser: Browser
  /** The address main itself is navigating to; the request for it is not the page's own. */
  #expected: string | undefined
  #loaded = Promise.withResolvers<void>()

  constructor(owner: WebContents, { targetId, session }: OpenedPage, browser: Browser) {
    this.targetId = targetId
    this.session = session
    this.#owner = owner
    this.#browser = browser
    this.frames = new PageFrames(session)
    this.channel = new PreloadChannel(owner, session, this.frames)
    this.#listen()
    this.ready = this.#start()
  }

  get #electronSession(): Session {
    return this.#owner.session
  }

  /** Everything that must stand before the first document. Not awaited: Chromium runs a session's commands in order. */
  install({ preload, additionalArguments = [] }: Electron.WebPreferences, media: readonly object[]): void {
    interceptRequests(this.#browser.connection, this.session, {
      session: this.#electronSession,
      mayNavigate: (frameId, url) => this.#mayNavigate(frameId, url),
    })
    this.session.tell('Emulation.setEmulatedMedia', { features: media })
    watchPage(this.session, ({ kind, text }) => {
      if (kind === 'title') this.#owner.setTitle(text)
      else this.#owner.emit('standin-shortcut', text)
    })
    if (preload !== undefined) this.channel.install(preload, additionalArguments)
  }

  /** Goes to `url` (as Chromium sees it) and resolves when it has loaded. */
  async navigate(url: string): Promise<void> {
    this.#expected = url.replace(/#.*$/, '')
    this.#loaded = Promise.withResolvers<void>()
    this.#loaded.promise.catch(() => undefined)
    const { errorText } = await this.session.command<{ errorText?: string }>('Page.navigate', { url })
    if (errorText !== undefined) throw this.#failed(errorText, url)
    await this.#loaded.promise
  }

  reload(): void {
    this.#expected = undefined
    this.session.command<{ entries: { url: string }[]; currentIndex: number }>('Page.getNavigationHistory').then(
      ({ entries, currentIndex }) => {
        this.#expected = entries[currentIndex]?.url.replace(/#.*$/, '')
        this.session.tell('Page.reload')
      },
      () => undefined,
    )
  }

  close(): void {
    this.#loaded.reject(new Error('ERR_ABORTED (-3): the window was closed'))
    this.#browser.connection.browser.tell('Target.closeTarget', { targetId: this.targetId })
  }

  #start(): Promise<void> {
    for (const domain of ['Page', 'Runtime', 'Inspector']) this.session.tell(`${domain}.enable`)
    this.session.tell('Page.setLifecycleEventsEnabled', { enabled: true })
    const ready = this.frames.read()
    this.session.tell('Runtime.runIfWaitingForDebugger')
    return ready
  }

  #mayNavigate(frameId: string, url: string): boolean {
    const frame = this.frames.get(frameId)
    const expected = this.#expected
    if (frame?.parent === null && expected !== undefined) {
      this.#expected = undefined
      return true
    }
    return this.#owner.mayNavigate(frame, url)
  }

  #failed(errorText: string, url: string): Error {
    const description = errorText.replace(/^net::/, '')
    this.#owner.emit('did-fail-load', {}, -2, description, url, true)
    return new Error(`${description} (-2) loading '${url}'`)
  }

  #listen(): void {
    const { session, frames } = this
    const owner = this.#owner
    const isMain = (frameId: string): boolean => frameId === frames.main?.frameToken
    session.on('Page.domContentEventFired', () => owner.emit('dom-ready', {}))
    session.on('Page.loadEventFired', () => {
      this.#loaded.resolve()
      owner.emit('did-finish-load')
    })
    session.on<{ frameId: string }>(
      'Page.frameStartedLoading',
      ({ frameId }) => isMain(frameId) && owner.setLoading(true),
    )
    session.on<{ frameId: string }>(
      'Page.frameStoppedLoading',
      ({ frameId }) => isMain(frameId) && owner.setLoading(false),
    )
    session.on<{ frame: { id: string } }>('Page.frameNavigated', ({ frame }) => {
      if (isMain(frame.id)) owner.emit('did-navigate', {}, frames.main?.url, 200, 'OK')
    })
    session.on<{ frameId: string }>('Page.navigatedWithinDocument', ({ frameId }) => {
      owner.emit('did-navigate-in-page', {}, frames.get(frameId)?.url, isMain(frameId))
    })
    session.on<{ name: string; frameId: string }>('Page.lifecycleEvent', ({ name, frameId }) => {
      if (name === 'firstPaint' && isMain(frameId)) owner.emit('standin-first-paint')
    })
    session.on<{ url: string; windowName: string; windowFeatures: string[] }>('Page.windowOpen', (wanted) => {
      owner.windowWanted(wanted.url, wanted.windowName, wanted.windowFeatures.join(','))
    })
    session.on('Inspector.targetCrashed', () => {
      this.crashed = true
      owner.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
  }
}
