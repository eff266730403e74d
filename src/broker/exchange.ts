import { passAnswer } from './answer.ts'
import { AnswerFault, asAnswerFault } from './answer-faults.ts'
import { bodyOf } from './body.ts'
import { BodyGuard } from './body-guard.ts'
import { chunkOf, LAST_CHUNK } from './chunks.ts'
import { type ClientSide, whenGone } from './client-side.ts'
import type { Connection } from './connection.ts'
import { Fault } from './fault.ts'
import { fieldsOnward, headBytes } from './forward-head.ts'
import { type Field, valuesOf } from './head.ts'
import type { RequestHead } from './request-head.ts'
import { type ResponseHead, readResponseHead } from './response-head.ts'
import { Gone, send } from './send.ts'
import type { BrokeredToken } from './session.ts'
import { splice } from './splice.ts'
import type { Place } from './tokens-for.ts'
import { type Upstream, upstreamKey } from './upstreams.ts'

/** A request that was judged, with the secret in it. */
export interface Judged {
  readonly head: RequestHead
  readonly place: Place
  readonly isOwn: boolean
  /** Whose secrets are in it. */
  readonly tokens: readonly BrokeredToken[]
  readonly target: string
  readonly fields: readonly Field[]
}

export interface Passed {
  readonly status: number
  /** True when the client's connection may serve another request. */
  readonly keepsAlive: boolean
  readonly isReflected: boolean
  readonly scopes: { readonly accepted: string | null; readonly held: string | null } | null
  /** Where the connection speaks another protocol now: comes true when it has ended. */
  readonly switched?: Promise<void>
}

const CONTINUE = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n')

// Methods that may be sent again when a kept connection turns out to be closed: RFC 9110 section 9.2.2.
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Sends a judged request to its server and passes the answer back.
 *
 * @throws {PlaceholderInBody} before anything was sent, or after the connection to the server was cut.
 * @throws {NotDialled} when the server is not reached, {Fault} for a broken body, {AnswerFault}, {AnswerCut}, {Gone}.
 */
export async function exchange(
  client: ClientSide,
  judged: Judged,
  { upstreams, session, world, limits }: Pick<Connection, 'upstreams' | 'session' | 'world' | 'limits'>,
): Promise<Passed> {
  const { head } = judged
  const guard = head.framing.kind === 'none' ? null : guardOf(client, head, session, world)
  if (guard !== null) {
    // HTTP/1.0 knows no interim answers.
    if (head.isExpecting && !head.isOld) await send(client.socket, CONTINUE)
    await guard.first()
  }
  const start = requestBytes(judged)
  const key = upstreamKey(judged.place, bindingOf(judged))

  let upstream = upstreams.idle(key) ?? (await upstreams.fresh(judged.place, judged.isOwn, key))
  const stopWatching = whenGone(client, limits.halfOpen, () => void upstream.socket.destroy())
  try {
    // It may have gone while the server was being dialled: nothing is sent on behalf of nobody.
    if (client.socket.destroyed) throw new Gone()
    let answer: Answer
    try {
      answer = await (guard === null
        ? askBare(upstream, head.method, start)
        : ask(upstream, client, judged, start, guard, limits.body))
    } catch (error) {
      if (!upstream.isUsed || !SAFE.has(head.method) || guard !== null || client.socket.destroyed) throw error
      upstream.socket.destroy()
      upstream = await upstreams.fresh(judged.place, judged.isOwn, key)
      answer = await askBare(upstream, head.method, start)
    }
    if (answer.head.status === 101) return await switched(client, upstream, answer.head, judged)
    const isWhole = answer.isSent()
    // An answer before the end of the body ends the body, too: what follows on this connection could be anything.
    const side = { socket: client.socket, isOld: head.isOld, keepsAlive: head.keepsAlive && isWhole }
    const passing = passAnswer(answer.head, upstream, side, judged.tokens)
    const passed = passing instanceof Promise ? await passing : passing
    if (answer.head.keepsAlive && isWhole && !upstream.reader.hasBytes) upstreams.keep(upstream)
    else upstream.socket.destroy()
    const { keepsAlive, hasMasked } = passed
    return { status: answer.head.status, keepsAlive, isReflected: hasMasked, scopes: scopesOf(answer.head) }
  } catch (error) {
    upstream.socket.destroy()
    // Found in what was still being sent while the answer came: that is what must be told.
    throw guard?.found ?? error
  } finally {
    stopWatching()
  }
}

function guardOf(
  { reader }: ClientSide,
  { fields, framing }: RequestHead,
  { tokens }: Connection['session'],
  world: Connection['world'],
): BodyGuard {
  const isCompressed = !['', 'identity'].includes(valuesOf(fields, 'content-encoding').join(',').toLowerCase())
  const wanted = isCompressed ? [] : tokens
  return new BodyGuard(bodyOf(framing, reader), wanted, (text) => world.isForeignPlaceholder(text))
}

const CODING: readonly Field[] = [['Transfer-Encoding', 'chunked']]
const UPGRADE: readonly Field[] = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
]

function requestBytes({ head, target, fields }: Judged): Buffer {
  const onward = fieldsOnward(fields)
  if (head.framing.kind === 'chunked') onward.push(...CODING)
  if (head.isUpgrade) onward.push(...UPGRADE)
  return headBytes(`${head.method} ${target} HTTP/1.1`, onward)
}

/** An answer's head, and whether the whole request was sent when it came. */
interface Answer {
  readonly head: ResponseHead
  readonly isSent: () => boolean
}

const IS_SENT = (): boolean => true

/** Sends a request that has no body, and waits for the answer. */
async function askBare(upstream: Upstream, method: string, start: Buffer): Promise<Answer> {
  const sending = send(upstream.socket, start)
  if (sending !== undefined) await sending
  return { head: await finalHead(upstream, method), isSent: IS_SENT }
}

/**
 * Sends the request while it listens for the answer, which may come before the body is sent.
 *
 * @param within How long the body may stand still, ms: the client is cut off then.
 */
async function ask(
  upstream: Upstream,
  client: ClientSide,
  { head }: Judged,
  start: Buffer,
  guard: BodyGuard,
  within: number,
): Promise<Answer> {
  const isChunked = head.framing.kind === 'chunked'
  const framed = (bytes: Buffer): Buffer[] => (bytes.length === 0 ? [] : isChunked ? chunkOf(bytes) : [bytes])
  const ready = guard.ready()
  let isSent = guard.isDone
  await send(upstream.socket, [start, ...framed(ready), ...(isSent && isChunked ? [LAST_CHUNK] : [])])
  const answering = finalHead(upstream, head.method).then((answer): Answer => ({ head: answer, isSent: () => isSent }))
  if (isSent) return answering

  const sending = passBody(guard, within, client, (bytes) => send(upstream.socket, framed(bytes))).then(async () => {
    if (isChunked) await send(upstream.socket, LAST_CHUNK)
    isSent = true
  })
  const sent = sending.then(
    () => answering,
    (error) => {
      // A server may answer and close before it has the body: what it said is still there to be read.
      if (error instanceof Gone && upstream.socket.destroyed) return answering
      upstream.socket.destroy()
      throw error
    },
  )
  for (const each of [answering, sent]) each.catch(() => undefined)
  return await Promise.race([sent, answering])
}

async function passBody(
  guard: BodyGuard,
  within: number,
  { socket }: ClientSide,
  pass: (bytes: Buffer) => Promise<void> | void,
): Promise<void> {
  const stall = setTimeout(() => socket.destroy(), within)
  try {
    for (let piece = await guard.next(); piece !== null; piece = await guard.next()) {
      stall.refresh()
      await pass(piece)
    }
  } finally {
    clearTimeout(stall)
  }
}

/** Interim answers to one request; more are a server that never comes to its answer. */
const INTERIM_LIMIT = 16

async function finalHead({ reader }: Upstream, method: string): Promise<ResponseHead> {
  try {
    for (let count = 0; count <= INTERIM_LIMIT; count++) {
      await reader.arrived()
      const bytes = reader.headNow() ?? (await reader.head())
      if (bytes === null) throw new Gone()
      const head = readResponseHead(bytes, method)
      // What comes before the answer is for us: the client got its 100 already.
      if (head.status >= 200 || head.status === 101) return head
    }
    throw new Fault('interim answers without an end')
  } catch (error) {
    throw asAnswerFault(error)
  }
}

async function switched(
  client: ClientSide,
  upstream: Upstream,
  answer: ResponseHead,
  { head }: Judged,
): Promise<Passed> {
  if (!head.isUpgrade) throw new AnswerFault('an upgrade that nobody asked for')
  await send(client.socket, headBytes(answer.line, [...fieldsOnward(answer.fields), ...UPGRADE]))
  const ended = splice(client, upstream)
  return { status: 101, keepsAlive: false, isReflected: false, scopes: scopesOf(answer), switched: ended }
}

const bindingOf = ({ tokens }: Judged): string => tokens.map(({ id }) => id).join(' ')

// GitHub: docs.github.com, "Scopes for OAuth apps": which scopes an endpoint accepts, and which the token has.
function scopesOf({ fields }: ResponseHead): Passed['scopes'] {
  const accepted = valuesOf(fields, 'x-accepted-oauth-scopes')[0] ?? null
  const held = valuesOf(fields, 'x-oauth-scopes')[0] ?? null
  return accepted === null && held === null ? null : { accepted, held }
}
