import type { CdpSession } from './cdp.ts'
import { type FrameInfo, WebFrameMain } from './web-frame-main.ts'

/** The frames of one page, kept up to date from Chromium's events. */
export class PageFrames {
  readonly #session: CdpSession
  readonly #frames = new Map<string, WebFrameMain>()
  #main: WebFrameMain | undefined

  constructor(session: CdpSession) {
    this.#session = session
    session.on<{ frameId: string; parentFrameId: string }>('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#frame(frameId, parentFrameId)
    })
    session.on<{ frame: FrameInfo }>('Page.frameNavigated', ({ frame }) => this.#navigated(frame))
    session.on<{ frameId: string; url: string }>('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.get(frameId)?.navigated({ url })
    })
    session.on<{ frameId: string; reason: string }>('Page.frameDetached', ({ frameId, reason }) => {
      // `swap` only moves the frame into another process.
      if (reason !== 'swap') this.#detached(frameId)
    })
  }

  /** The top frame, once Chromium has named it. */
  get main(): WebFrameMain | undefined {
    return this.#main
  }

  get(id: string): WebFrameMain | undefined {
    return this.#frames.get(id)
  }

  all(): WebFrameMain[] {
    return [...this.#frames.values()]
  }

  /** Reads the frames that were there before the first event. */
  async read(): Promise<void> {
    const { frameTree } = await this.#session.command<{ frameTree: { frame: FrameInfo } }>('Page.getFrameTree')
    if (this.#main === undefined) this.#navigated(frameTree.frame)
  }

  #navigated(info: FrameInfo): void {
    this.#frame(info.id, info.parentId).navigated(info)
  }

  #frame(id: string, parentId: string | undefined): WebFrameMain {
    const known = this.#frames.get(id)
    if (known !== undefined) return known
    const frame = new WebFrameMain(
      this.#session,
      id,
      (parentId !== undefined ? this.#frames.get(parentId) : undefined) ?? null,
    )
    this.#frames.set(id, frame)
    if (parentId === undefined) this.#setMain(frame)
    return frame
  }

  #setMain(frame: WebFrameMain): void {
    this.#main?.detach()
    this.#main = frame
  }

  #detached(id: string): void {
    this.#frames.get(id)?.detach()
    this.#frames.delete(id)
  }
}
