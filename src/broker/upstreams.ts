import type { Socket } from 'node:net'
import { ByteReader } from './byte-reader.ts'
import type { Dialler } from './dial.ts'
import type { Place } from './tokens-for.ts'

/** A connection to a server, and what it says. */
export interface Upstream {
  readonly socket: Socket
  readonly reader: ByteReader
  readonly key: string
  /** True when it served a request before: the server may just have closed it. */
  isUsed: boolean
}

/** Idle connections kept for one place. */
const KEPT = 32

/** How long an idle one is kept, ms: less than servers keep theirs. */
const IDLE = 4_000

/** Connections to servers, kept for the next request of the same session to the same place with the same token. */
export class Upstreams {
  readonly #dialler: Dialler
  readonly #idle = new Map<string, { readonly upstream: Upstream; readonly timer: NodeJS.Timeout }[]>()
  readonly #all = new Set<Socket>()

  constructor(dialler: Dialler) {
    this.#dialler = dialler
  }

  /** @param binding The token's id, or nothing for requests without one. @throws {NotDialled} */
  async open(place: Place, isOwn: boolean, binding: string): Promise<Upstream> {
    const key = `${binding} ${place.scheme} ${place.host}:${place.port}`
    for (let kept = this.#idle.get(key)?.pop(); kept !== undefined; kept = this.#idle.get(key)?.pop()) {
      clearTimeout(kept.timer)
      // What a server says unasked would be read as the answer to the next request.
      const { socket, reader } = kept.upstream
      if (!socket.destroyed && !reader.isOver && !reader.hasBytes) return kept.upstream
      kept.upstream.socket.destroy()
    }
    return this.fresh(place, isOwn, key)
  }

  /** A connection that was never used. */
  async fresh(place: Place, isOwn: boolean, key: string): Promise<Upstream> {
    const dial = place.scheme === 'https' ? this.#dialler.secure : this.#dialler.plain
    const socket = await dial(place, isOwn)
    this.#all.add(socket)
    socket.on('close', () => this.#all.delete(socket))
    return { socket, reader: new ByteReader(socket), key, isUsed: false }
  }

  /** Takes a connection back whose last answer was read whole. */
  keep(upstream: Upstream): void {
    const idle = this.#idle.get(upstream.key) ?? []
    this.#idle.set(upstream.key, idle)
    if (idle.length >= KEPT || upstream.socket.destroyed) {
      upstream.socket.destroy()
      return
    }
    upstream.isUsed = true
    const timer = setTimeout(() => {
      const at = idle.findIndex((each) => each.upstream === upstream)
      if (at >= 0) idle.splice(at, 1)
      upstream.socket.destroy()
    }, IDLE)
    timer.unref()
    idle.push({ upstream, timer })
  }

  end(): void {
    for (const socket of this.#all) socket.destroy()
  }
}
