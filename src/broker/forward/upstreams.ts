import type { Socket } from 'node:net'
import type { Place } from '../decide/tokens-for.ts'
import type { BrokeredToken } from '../session.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { ResponseMemory } from '../wire/response-head.ts'
import type { Dialler } from './dial.ts'

/** A connection to a server, and what it says. */
export interface Upstream {
  readonly socket: Socket
  readonly reader: ByteReader
  readonly memory: ResponseMemory
  readonly key: string
  /** True when it served a request before: the server may just have closed it. */
  isUsed: boolean
}

/** Idle connections kept for one place: as many as clients may have at once, or each request beyond would pay a handshake. */
const KEPT = 256

/** How long an idle one is kept, ms: less than servers keep theirs. */
const IDLE = 4_000

/** How often those whose time is over are closed, ms. */
const SWEEP = 500

const keys = new WeakMap<readonly BrokeredToken[], { readonly place: Place; readonly key: string }>()

/**
 * What two requests must share to go over one connection.
 *
 * @param tokens Those whose secrets are sent: a server may tie a connection to whoever spoke on it first.
 */
export function upstreamKey(place: Place, tokens: readonly BrokeredToken[]): string {
  const before = keys.get(tokens)
  if (before !== undefined && before.place === place) return before.key
  const key = `${tokens.map(({ id }) => id).join(' ')} ${place.scheme} ${place.host}:${place.port}`
  keys.set(tokens, { place, key })
  return key
}

/** Connections to servers, kept for the next request of the same session to the same place with the same token. */
export class Upstreams {
  readonly #dialler: Dialler
  readonly #idle = new Map<string, { readonly upstream: Upstream; readonly until: number }[]>()
  /** Runs while some are idle: one for all, since a timer for each would be set and cleared with each request. */
  #sweeping: NodeJS.Timeout | null = null
  readonly #all = new Set<Socket>()

  constructor(dialler: Dialler) {
    this.#dialler = dialler
  }

  /** A connection that is kept for a key; null when there is none. */
  idle(key: string): Upstream | null {
    const kept = this.#idle.get(key)
    if (kept === undefined) return null
    const now = performance.now()
    for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
      // What a server says unasked would be read as the answer to the next request.
      const { socket, reader } = last.upstream
      if (last.until > now && !socket.destroyed && !reader.isOver && !reader.hasBytes) return last.upstream
      socket.destroy()
    }
    return null
  }

  /** A connection that was never used. @throws {NotDialled} */
  async fresh(place: Place, isOwn: boolean, key: string): Promise<Upstream> {
    const dial = place.scheme === 'https' ? this.#dialler.secure : this.#dialler.plain
    const socket = await dial(place, isOwn)
    this.#all.add(socket)
    socket.on('close', () => this.#all.delete(socket))
    return { socket, reader: new ByteReader(socket), memory: new ResponseMemory(), key, isUsed: false }
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
    idle.push({ upstream, until: performance.now() + IDLE })
    this.#sweeping ??= setTimeout(() => this.#sweep(), SWEEP).unref()
  }

  #sweep(): void {
    const now = performance.now()
    for (const [key, idle] of this.#idle) {
      // The oldest come first.
      while (idle[0] !== undefined && idle[0].until <= now) idle.shift()?.upstream.socket.destroy()
      if (idle.length === 0) this.#idle.delete(key)
    }
    this.#sweeping = this.#idle.size === 0 ? null : setTimeout(() => this.#sweep(), SWEEP).unref()
  }

  end(): void {
    if (this.#sweeping !== null) clearTimeout(this.#sweeping)
    for (const socket of this.#all) socket.destroy()
  }
}
