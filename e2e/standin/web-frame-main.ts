import type Electron from 'electron'
import { originOf, toElectron } from './address.ts'
import type { CdpSession } from './cdp.ts'

/** A frame as Chromium describes it. */
export interface FrameInfo {
  readonly id: string
  readonly parentId?: string
  readonly name?: string
  readonly url: string
}

let lastId = 0

/** A frame of a page, as main sees it: with `app://` addresses. */
export class WebFrameMain
  implements
    Pick<
      Electron.WebFrameMain,
      'url' | 'origin' | 'name' | 'detached' | 'frameTreeNodeId' | 'frameToken' | 'isDestroyed'
    >
{
  readonly frameToken: string
  readonly frameTreeNodeId: number
  readonly processId = 1
  readonly parent: WebFrameMain | null
  readonly #session: CdpSession
  #url = 'about:blank'
  #name = ''
  #detached = false

  constructor(session: CdpSession, id: string, parent: WebFrameMain | null) {
    lastId += 1
    this.#session = session
    this.frameToken = id
    this.frameTreeNodeId = lastId
    this.parent = parent
  }

  get url(): string {
    return this.#url
  }

  get origin(): string {
    return originOf(this.#url)
  }

  get name(): string {
    return this.#name
  }

  get top(): WebFrameMain {
    return this.parent === null ? this : this.parent.top
  }

  get routingId(): number {
    return this.frameTreeNodeId
  }

  get detached(): boolean {
    return this.#detached
  }

  isDestroyed(): boolean {
    return this.#detached
  }

  /** Runs code in the frame's own world. Only the main frame can be reached. */
  async executeJavaScript(code: string): Promise<unknown> {
    if (this.parent !== null) throw new Error('the stand-in runs code in main frames only')
    return evaluate(this.#session, code)
  }

  /** Takes over what Chromium says after a navigation. */
  navigated({ url, name }: Pick<FrameInfo, 'url' | 'name'>): void {
    this.#url = toElectron(url)
    this.#name = name ?? this.#name
  }

  detach(): void {
    this.#detached = true
  }
}

interface Evaluation {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } }
}

/** Evaluates code in a page's main world, awaits a promise, returns plain data. */
export async function evaluate(session: CdpSession, code: string, userGesture = false): Promise<unknown> {
  const params = { expression: code, awaitPromise: true, returnByValue: true, userGesture }
  const { result, exceptionDetails } = await session.command<Evaluation>('Runtime.evaluate', params)
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}
