import type { BodyGuard } from '../decide/body-guard.ts'
import { asAnswerFault } from '../wire/answer-faults.ts'
import { chunkOf, LAST_CHUNK } from '../wire/chunks.ts'
import type { ClientSide } from '../wire/client-side.ts'
import { Fault } from '../wire/fault.ts'
import type { RequestHead } from '../wire/request-head.ts'
import { type ResponseHead, readResponseHead } from '../wire/response-head.ts'
import { Gone, send } from '../wire/send.ts'
import type { Upstream } from './upstreams.ts'

/** An answer's head, and whether the whole request was sent when it came. */
export interface Answer {
  readonly head: ResponseHead
  readonly isSent: () => boolean
}

const IS_SENT = (): boolean => true

/** Sends a request that has no body, and waits for the answer. */
export async function askBare(upstream: Upstream, method: string, start: Buffer): Promise<Answer> {
  const sending = send(upstream.socket, start)
  if (sending !== undefined) await sending
  await upstream.reader.arrived()
  // Most heads come in one piece, and as the answer itself: each promise on the way costs as much as its work.
  const head = readyHead(upstream, method) ?? (await finalHead(upstream, method))
  return { head, isSent: IS_SENT }
}

/**
 * Sends the request while it listens for the answer, which may come before the body is sent.
 *
 * @param within How long the body may stand still, ms: the client is cut off then.
 */
export async function ask(
  upstream: Upstream,
  client: ClientSide,
  head: RequestHead,
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

/** The head of the answer, if all of it is there, and nothing before it. */
function readyHead({ reader, memory }: Upstream, method: string): ResponseHead | null {
  try {
    const bytes = reader.headNow()
    if (bytes === null) return null
    const head = readResponseHead(bytes, method, memory)
    return isFinal(head) ? head : null
  } catch (error) {
    throw asAnswerFault(error)
  }
}

async function finalHead({ reader, memory }: Upstream, method: string): Promise<ResponseHead> {
  try {
    for (let count = 0; count <= INTERIM_LIMIT; count++) {
      const bytes = await reader.head()
      if (bytes === null) throw new Gone()
      const head = readResponseHead(bytes, method, memory)
      if (isFinal(head)) return head
    }
    throw new Fault('interim answers without an end')
  } catch (error) {
    throw asAnswerFault(error)
  }
}

// What comes before the answer is for us: the client got its 100 already.
const isFinal = ({ status }: ResponseHead): boolean => status >= 200 || status === 101
