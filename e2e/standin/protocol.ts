import type Electron from 'electron'

type Handler = (request: Request) => Response | Promise<Response>

/** The custom schemes of a session. Only `app:` can be loaded by a page here: see address.ts. */
export class Protocol
  implements Pick<Electron.Protocol, 'isProtocolHandled' | 'registerSchemesAsPrivileged' | 'unhandle'>
{
  readonly #handlers = new Map<string, Handler>()

  /** Accepted without effect: Chromium sees an https address, which has these privileges anyway. */
  registerSchemesAsPrivileged(_schemes: Electron.CustomScheme[]): void {}

  handle(scheme: string, handler: Handler): void {
    if (scheme !== 'app') throw new Error(`the stand-in serves the scheme app, not ${scheme}`)
    if (this.#handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  /** The handler of a scheme, for the code that answers a page's requests. */
  handlerOf(scheme: string): Handler | undefined {
    return this.#handlers.get(scheme)
  }
}
