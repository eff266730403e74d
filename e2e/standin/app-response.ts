import { headerToChromium, toChromium, toElectron } from './address.ts'
import type { Protocol } from './protocol.ts'

/** A request that Chromium holds until it is answered: `Fetch.requestPaused`. */
export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
}

/**
 * Without `allow-popups` Chromium tells of each window that a page wants to open, and opens none: exactly what
 * setWindowOpenHandler needs. Everything else that a page may do stays allowed.
 */
const NO_POPUPS =
  'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-presentation ' +
  'allow-same-origin allow-scripts allow-top-navigation'

/** The parameters of `Fetch.fulfillRequest` for a request of the app's scheme, as the app's own handler answers it. */
export async function appResponse(protocol: Protocol, paused: PausedRequest): Promise<Record<string, unknown>> {
  const handler = protocol.handlerOf('app')
  if (handler === undefined) throw new Error('no handler for app: is registered')
  const response = await handler(toRequest(paused))
  return {
    requestId: paused.requestId,
    responseCode: response.status === 0 ? 500 : response.status,
    responseHeaders: toHeaders(response.headers, paused.resourceType === 'Document'),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}

function toRequest({ request }: PausedRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, toElectron(value))
  const entries = request.postDataEntries ?? []
  const body =
    entries.length === 0 ? null : Buffer.concat(entries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')))
  return new Request(toElectron(request.url), { method: request.method, headers, body })
}

const MAPPED: Record<string, (value: string) => string> = {
  'content-security-policy': headerToChromium,
  'content-security-policy-report-only': headerToChromium,
  'access-control-allow-origin': headerToChromium,
  location: toChromium,
}

function toHeaders(headers: Headers, isDocument: boolean): { name: string; value: string }[] {
  const list = [...headers].map(([name, value]) => ({ name, value: MAPPED[name]?.(value) ?? value }))
  return isDocument ? [...list, { name: 'content-security-policy', value: NO_POPUPS }] : list
}
