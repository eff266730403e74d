import type { Socket } from 'node:net'

/** How often all are looked at while one may be idle. */
const LOOKS = 20

/** The most that is between two looks, ms. */
const SELDOM = 30_000

/**
 * Closes connections over which nothing passes, in either direction.
 *
 * One look at all of them now and then, by what their sockets count: a timer of Node's for each would be set anew three
 * times with each request, at 0.3 µs. What TLS inside a connection sends is counted, too.
 */
export class IdleWatch {
  readonly #seen = new Map<Socket, { bytes: number; since: number }>()
  readonly #within: number
  readonly #looking: NodeJS.Timeout

  /** @param within How long nothing may pass, ms; a connection may last a twentieth longer. */
  constructor(within: number) {
    this.#within = within
    this.#looking = setInterval(() => this.#look(), Math.min(SELDOM, Math.ceil(within / LOOKS))).unref()
  }

  add(socket: Socket): void {
    this.#seen.set(socket, { bytes: 0, since: performance.now() })
    socket.once('close', () => this.#seen.delete(socket))
  }

  end(): void {
    clearInterval(this.#looking)
  }

  #look(): void {
    const now = performance.now()
    for (const [socket, seen] of this.#seen) {
      const bytes = socket.bytesRead + socket.bytesWritten
      if (bytes !== seen.bytes) Object.assign(seen, { bytes, since: now })
      else if (now - seen.since >= this.#within) socket.destroy()
    }
  }
}
