import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { PlaceholderInBody } from './body-guard.ts'
import { ByteReader } from './byte-reader.ts'
import { decide } from './decide.ts'
import { misplacedRefusal } from './decision-refusals.ts'
import { NotDialled } from './dial.ts'
import { type ClientSide, exchange } from './exchange.ts'
import { Fault } from './fault.ts'
import { type Refusal, refusalBytes } from './refusal.ts'
import { badRequest, outOfBounds, Refused, upstreamFailed } from './refuse.ts'
import { type RequestHead, readRequestHead } from './request-head.ts'
import { Gone } from './send.ts'
import type { BrokeredToken, BrokerSession, BrokerWorld } from './session.ts'
import { isWritten, type Place } from './tokens-for.ts'
import type { Upstreams } from './upstreams.ts'

/** What every connection of a broker shares. */
export interface Shared {
  readonly session: BrokerSession
  readonly world: BrokerWorld
  readonly upstreams: Upstreams
  /** The connection by which a process reaches us, under which its owner is found. */
  readonly raw: Socket
}

/** A request as far as it is known when it is judged; for the record. */
export interface About {
  readonly method: string
  readonly place: Place | null
  readonly path: string
}

/** How long a head may take from its first byte to its last, ms. */
const HEAD_WITHIN = 10_000
/** How long a connection may be quiet between requests, ms. */
const QUIET = 300_000

/** A request to a bound host, its target in origin form. */
export interface Request {
  readonly head: RequestHead
  readonly place: Place
  readonly target: string
  readonly fields: RequestHead['fields']
  /** The tokens that it may use. */
  readonly tokens: readonly BrokeredToken[]
  /** True where a request without a credential is none of ours. */
  readonly needsCredential: boolean
}

/**
 * Serves a connection's requests one after the other until either side ends it.
 *
 * @param handle Serves one request; answers whether the next one may follow. It throws to refuse.
 */
export async function serveRequests(
  client: ClientSide,
  shared: Shared,
  handle: (head: RequestHead) => Promise<boolean>,
): Promise<void> {
  for (;;) {
    let about: About = { method: '', place: null, path: '' }
    const started = performance.now()
    try {
      const bytes = await headWithin(client)
      if (bytes === null) break
      const head = readRequestHead(bytes)
      about = { method: head.method, place: null, path: '' }
      if (!(await handle(head))) break
    } catch (error) {
      await refuse(client, shared, error, about, started)
      break
    }
  }
  client.socket.end()
}

async function headWithin({ socket, reader }: ClientSide): Promise<Buffer | null> {
  let timer = setTimeout(() => socket.destroy(), QUIET)
  try {
    return await reader.head(() => {
      clearTimeout(timer)
      timer = setTimeout(() => socket.destroy(), HEAD_WITHIN)
    })
  } finally {
    clearTimeout(timer)
  }
}

/** Judges a request to a bound host, sends it, and passes the answer back. */
export async function serveBound(client: ClientSide, shared: Shared, request: Request): Promise<boolean> {
  const { session, world, upstreams } = shared
  const { head, place, target, fields, tokens } = request
  const started = performance.now()
  const about = { method: head.method, place, path: pathOf(target) }
  let token: BrokeredToken | null = null
  try {
    const asked = { place, method: head.method, target, fields }
    const decision = decide(asked, { tokens, isForeignPlaceholder: (text) => world.isForeignPlaceholder(text) })
    if (decision.kind === 'refuse') throw new Refused(decision.refusal, decision.tripwire)
    token = decision.token
    if (token === null && request.needsCredential) throw new Refused(needsPlaceholder(tokens, place))
    const isOwn = isWritten(tokens, place.host)
    const judged = { head, place, isOwn, token, target: decision.target, fields: decision.fields }
    const passed = await exchange(client, judged, upstreams, session.tokens)
    record(shared, about, {
      token,
      status: passed.status,
      code: null,
      started,
      scopes: passed.scopes,
      isReflected: passed.isReflected,
    })
    return passed.keepsAlive
  } catch (error) {
    const known = error instanceof PlaceholderInBody ? inBody(error, about, place) : error
    await refuse(client, shared, known, about, started, token)
    return false
  }
}

const inBody = ({ token }: PlaceholderInBody, about: About, place: Place): Refused =>
  new Refused(misplacedRefusal(token, { place, method: about.method, target: about.path, fields: [] }, 'in the body'), {
    foreignSession: null,
  })

const needsPlaceholder = ([token]: readonly BrokeredToken[], { host }: Place): Refusal => ({
  ...{ status: 403, code: 'placeholder-unknown', token: token ?? null, rule: null },
  detail: `a request to ${host} in this way must carry the placeholder of ${token?.name ?? 'its token'}`,
  hint: `send the value of ${token?.env ?? 'its variable'} as the provider wants it`,
})

/** Answers with a refusal, once it is on record; whatever else went wrong only ends the connection. */
export async function refuse(
  client: ClientSide,
  shared: Shared,
  error: unknown,
  about: About,
  started: number,
  token: BrokeredToken | null = null,
): Promise<void> {
  const refused = refusedBy(error, token)
  if (refused === null) {
    client.socket.destroy()
    return
  }
  const { refusal, tripwire } = refused
  if (tripwire !== null) trip(shared, refusal, about, tripwire.foreignSession)
  record(shared, about, { token: refusal.token ?? token, status: refusal.status, code: refusal.code, started })
  if (client.socket.destroyed || client.socket.writableEnded) return
  client.socket.end(refusalBytes(refusal))
  await drainFor(client)
}

// A client that is still sending its body would see a reset instead of the answer, had we closed at once.
async function drainFor({ socket, reader }: ClientSide): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), 1_000)
  try {
    while ((await reader.some()) !== null);
  } finally {
    clearTimeout(timer)
  }
}

function refusedBy(error: unknown, token: BrokeredToken | null): Refused | null {
  if (error instanceof Refused) return error
  if (error instanceof Fault) return new Refused({ ...badRequest(error.message), token })
  if (error instanceof NotDialled) {
    const refusal =
      error.kind === 'address'
        ? outOfBounds(
            error.message,
            'an inner address is reached only where that very host is written as a destination',
          )
        : upstreamFailed(error.message)
    return new Refused({ ...refusal, token })
  }
  return error instanceof Gone ? new Refused({ ...upstreamFailed('the server went away'), token }) : null
}

function trip({ session, world, raw }: Shared, refusal: Refusal, about: About, foreignSession: string | null): void {
  world.tripwire({
    at: world.now().toISOString(),
    token: refusal.token === null ? null : { id: refusal.token.id, name: refusal.token.name },
    session: session.id,
    foreignSession,
    method: about.method,
    host: about.place?.host ?? '',
    code: refusal.code,
    client: { localPort: raw.localPort ?? 0, remotePort: raw.remotePort ?? 0 },
  })
}

interface Outcome {
  readonly token: { readonly id: string; readonly name: string } | null
  readonly status: number
  readonly code: string | null
  readonly started: number
  readonly scopes?: { readonly accepted: string | null; readonly held: string | null } | null
  readonly isReflected?: boolean
}

export function record({ session, world }: Shared, about: About, outcome: Outcome): void {
  const { token, status, code, started, scopes = null, isReflected = false } = outcome
  world.record({
    at: world.now().toISOString(),
    token: token === null ? null : { id: token.id, name: token.name },
    session: session.id,
    method: about.method,
    host: about.place?.host ?? '',
    port: about.place?.port ?? 0,
    path: about.path,
    status,
    decision: code === null ? 'allowed' : 'refused',
    code,
    ms: performance.now() - started,
    scopes,
    isReflected,
  })
}

/** Without the query: a secret may stand there. */
export const pathOf = (target: string): string => target.split('?', 1)[0] ?? ''

export const clientOf = (socket: Duplex): ClientSide => ({ socket, reader: new ByteReader(socket) })
