import type { Duplex } from 'node:stream'
import { passAnswer } from './answer.ts'
import { bodyOf } from './body.ts'
import { BodyGuard } from './body-guard.ts'
import type { ByteReader } from './byte-reader.ts'
import { chunkOf, LAST_CHUNK } from './chunks.ts'
import { Fault } from './fault.ts'
import { fieldsOnward, headBytes } from './forward-head.ts'
import { type Field, valuesOf } from './head.ts'
import type { RequestHead } from './request-head.ts'
import { type ResponseHead, readResponseHead } from './response-head.ts'
import { Gone, send } from './send.ts'
import type { BrokeredToken } from './session.ts'
import { splice } from './splice.ts'
import type { Place } from './tokens-for.ts'
import type { Upstream, Upstreams } from './upstreams.ts'

export interface ClientSide {
  readonly socket: Duplex
  readonly reader: ByteReader
}

/** A request that was judged, with the secret in it. */
export interface Judged {
  readonly head: RequestHead
  readonly place: Place
  readonly isOwn: boolean
  readonly token: BrokeredToken | null
  readonly target: string
  readonly fields: readonly Field[]
}

export interface Passed {
  readonly status: number
  /** True when the client's connection may serve another request. */
  readonly keepsAlive: boolean
  readonly isReflected: boolean
  readonly scopes: { readonly accepted: string | null; readonly held: string | null } | null
}

const CONTINUE = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n')

// Methods that may be sent again when a kept connection turns out to be closed: RFC 9110 section 9.2.2.
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Sends a judged request to its server and passes the answer back.
 *
 * @param onStatus Called with the answer's status, before any of it goes to the client.
 * @throws {PlaceholderInBody} before anything was sent, or after the connection to the server was cut.
 * @throws {NotDialled} when the server is not reached, {Fault} for a body or an answer that is broken, {Gone}.
 */
export async function exchange(
  client: ClientSide,
  judged: Judged,
  upstreams: Upstreams,
  tokens: readonly BrokeredToken[],
): Promise<Passed> {
  const { head } = judged
  if (head.isExpecting && head.framing.kind !== 'none') await send(client.socket, CONTINUE)
  const isCompressed = !['', 'identity'].includes(valuesOf(head.fields, 'content-encoding').join(',').toLowerCase())
  const guard = new BodyGuard(bodyOf(head.framing, client.reader), tokens, isCompressed)
  if (head.framing.kind !== 'none') await guard.first()
  const start = requestBytes(judged)

  let upstream = await upstreams.open(judged.place, judged.isOwn, judged.token?.id ?? '')
  const cut = (): void => void upstream.socket.destroy()
  client.socket.once('close', cut)
  try {
    let answer: ResponseHead
    try {
      answer = await ask(upstream, judged, start, guard)
    } catch (error) {
      if (!upstream.isUsed || !SAFE.has(head.method) || head.framing.kind !== 'none' || client.socket.destroyed)
        throw error
      upstream.socket.destroy()
      upstream = await upstreams.fresh(judged.place, judged.isOwn, upstream.key)
      answer = await ask(upstream, judged, start, guard)
    }
    if (answer.status === 101) return await switched(client, upstream, answer, judged)
    return await answered(client, upstream, upstreams, answer, judged, guard)
  } catch (error) {
    upstream.socket.destroy()
    throw error
  } finally {
    client.socket.off('close', cut)
  }
}

function requestBytes({ head, target, fields }: Judged): Buffer {
  const coding: Field[] = head.framing.kind === 'chunked' ? [['Transfer-Encoding', 'chunked']] : []
  const upgrade: Field[] = head.isUpgrade
    ? [
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
      ]
    : []
  return headBytes(`${head.method} ${target} HTTP/1.1`, [...fieldsOnward(fields), ...coding, ...upgrade])
}

/** Sends the request while it listens for the answer, which may come before the body is sent. */
async function ask(upstream: Upstream, judged: Judged, start: Buffer, guard: BodyGuard): Promise<ResponseHead> {
  const { head } = judged
  const isChunked = head.framing.kind === 'chunked'
  const framed = (bytes: Buffer): Buffer[] => (bytes.length === 0 ? [] : isChunked ? chunkOf(bytes) : [bytes])
  const ready = head.framing.kind === 'none' ? Buffer.alloc(0) : guard.ready()
  const isWhole = head.framing.kind === 'none' || guard.isDone
  await send(upstream.socket, [start, ...framed(ready), ...(isWhole && isChunked ? [LAST_CHUNK] : [])])
  if (isWhole) return finalHead(upstream, head.method)

  const sending = (async (): Promise<void> => {
    for (let piece = await guard.next(); piece !== null; piece = await guard.next()) {
      await send(upstream.socket, framed(piece))
    }
    if (isChunked) await send(upstream.socket, LAST_CHUNK)
  })()
  const answering = finalHead(upstream, head.method)
  const cut = sending.then(
    () => answering,
    (error) => {
      upstream.socket.destroy()
      throw error
    },
  )
  answering.catch(() => undefined)
  cut.catch(() => undefined)
  // A body that fails must be heard, also when the cut made the answer fail first.
  return await Promise.race([cut, answering.catch(async (error) => sending.then(() => Promise.reject(error)))])
}

async function finalHead(upstream: Upstream, method: string): Promise<ResponseHead> {
  for (;;) {
    const bytes = await upstream.reader.head()
    if (bytes === null) throw new Gone()
    const head = readResponseHead(bytes, method)
    // What comes before the answer is for us: the client got its 100 already.
    if (head.status >= 200 || head.status === 101) return head
  }
}

async function answered(
  client: ClientSide,
  upstream: Upstream,
  upstreams: Upstreams,
  answer: ResponseHead,
  { head, token }: Judged,
  guard: BodyGuard,
): Promise<Passed> {
  // An answer before the end of the body ends the body, too: what follows on this connection could be anything.
  const isWhole = head.framing.kind === 'none' || guard.isDone
  const side = { socket: client.socket, isOld: head.isOld, keepsAlive: head.keepsAlive && isWhole }
  const { keepsAlive, hasMasked } = await passAnswer(answer, upstream, side, token)
  if (answer.keepsAlive && isWhole && !upstream.reader.hasBytes) upstreams.keep(upstream)
  else upstream.socket.destroy()
  return { status: answer.status, keepsAlive, isReflected: hasMasked, scopes: scopesOf(answer) }
}

async function switched(
  client: ClientSide,
  upstream: Upstream,
  answer: ResponseHead,
  { head }: Judged,
): Promise<Passed> {
  if (!head.isUpgrade) throw new Fault('an upgrade that nobody asked for')
  const upgrade: Field[] = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
  ]
  await send(client.socket, headBytes(answer.line, [...fieldsOnward(answer.fields), ...upgrade]))
  void splice(client, upstream)
  return { status: 101, keepsAlive: false, isReflected: false, scopes: scopesOf(answer) }
}

// GitHub: docs.github.com, "Scopes for OAuth apps": which scopes an endpoint accepts, and which the token has.
function scopesOf({ fields }: ResponseHead): Passed['scopes'] {
  const accepted = valuesOf(fields, 'x-accepted-oauth-scopes')[0] ?? null
  const held = valuesOf(fields, 'x-oauth-scopes')[0] ?? null
  return accepted === null && held === null ? null : { accepted, held }
}
