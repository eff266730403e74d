import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { toElectron } from './address.ts'
import { app } from './app.ts'
import type { PausedRequest } from './app-response.ts'
import { Protocol } from './protocol.ts'

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void

/** Requests as the app may judge them before they leave. Redirects are not supported: a request passes or is cancelled. */
export class WebRequest {
  #beforeRequest: BeforeRequest | null = null
  #urls: readonly RegExp[] = []

  onBeforeRequest(filter: Electron.WebRequestFilter | BeforeRequest | null, listener?: BeforeRequest | null): void {
    this.#beforeRequest = typeof filter === 'function' ? filter : (listener ?? null)
    const urls = typeof filter === 'function' || filter === null ? [] : (filter.urls ?? [])
    this.#urls = urls.includes('<all_urls>') ? [] : urls.map(toPattern)
  }

  /** True when the app's listener cancels this request. */
  async cancels({ requestId, request, resourceType }: PausedRequest): Promise<boolean> {
    const url = toElectron(request.url)
    const listener = this.#beforeRequest
    if (listener === null || (this.#urls.length > 0 && !this.#urls.some((pattern) => pattern.test(url)))) return false
    const kind = resourceType === 'Document' ? 'mainFrame' : 'other'
    const details = {
      id: Number.parseInt(requestId, 36),
      url,
      method: request.method,
      resourceType: kind,
      timestamp: Date.now(),
    }
    return new Promise((resolve) => {
      listener(
        { ...details, referrer: '', uploadData: [] } as Electron.OnBeforeRequestListenerDetails,
        ({ cancel, redirectURL }) => {
          if (redirectURL !== undefined) throw new Error('the stand-in does not redirect requests')
          resolve(cancel === true)
        },
      )
    })
  }
}

/** `*://*.example.com/*` as a regular expression. */
const toPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)

/** A browser session. All share one throwaway profile; each has its own schemes and its own judge of requests. */
export class Session extends EventEmitter {
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()

  static readonly #partitions = new Map<string, Session>()
  static readonly defaultSession = new Session()

  static fromPartition(partition: string): Session {
    const known = Session.#partitions.get(partition)
    if (known !== undefined) return known
    const session = new Session()
    Session.#partitions.set(partition, session)
    app.emit('session-created', session)
    return session
  }

  /** Kept for the app's own use; Chromium refuses every permission here whatever the handler would say. */
  setPermissionRequestHandler(_handler: unknown): void {}
  setPermissionCheckHandler(_handler: unknown): void {}
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
}
