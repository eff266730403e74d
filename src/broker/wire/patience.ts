import type { Socket } from 'node:net'

const NEVER = Number.POSITIVE_INFINITY

/**
 * Closes a connection that is waited for too long: what waits ends with it.
 *
 * One timer for all waits, set again only when it has run out before a wait is over: set anew for each request it costs
 * each 0.4 µs. Where we ourselves were held up, what is waited for may be there already: it is read before the time counts.
 */
export class Patience {
  readonly #socket: Socket
  #timer: NodeJS.Timeout | null = null
  /** When the timer runs out, and when the wait is over, by the monotonic clock, ms. */
  #due = NEVER
  #until = NEVER

  constructor(socket: Socket) {
    this.#socket = socket
    socket.once('close', () => this.#clear())
  }

  /** Starts to wait. @param ms How long at most. */
  begin(ms: number): void {
    // After its end nobody would clear the timer.
    if (this.#socket.destroyed) return
    const now = performance.now()
    this.#until = now + ms
    if (this.#until < this.#due) this.#set(now, ms)
  }

  end(): void {
    this.#until = NEVER
  }

  #set(now: number, ms: number): void {
    this.#clear()
    this.#due = now + ms
    this.#timer = setTimeout(() => this.#runOut(), ms)
  }

  #runOut(): void {
    this.#due = NEVER
    const [now, until] = [performance.now(), this.#until]
    if (until === NEVER) return
    if (until > now) {
      this.#set(now, Math.ceil(until - now))
      return
    }
    setImmediate(() => {
      if (this.#until === until) this.#socket.destroy()
    })
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
