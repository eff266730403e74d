import type { Duplex } from 'node:stream'
import { bodyOf } from './body.ts'
import { chunkOf, LAST_CHUNK } from './chunks.ts'
import { fieldsOnward, headBytes } from './forward-head.ts'
import type { Field } from './head.ts'
import type { ResponseHead } from './response-head.ts'
import { SecretMask } from './secret-mask.ts'
import { send } from './send.ts'
import type { BrokeredToken } from './session.ts'
import type { Upstream } from './upstreams.ts'

/** Up to this length an answer is read whole where its length may change, bytes. */
const WHOLE = 64 * 1024

interface Client {
  readonly socket: Duplex
  /** True for HTTP/1.0, which knows no chunks. */
  readonly isOld: boolean
  readonly keepsAlive: boolean
}

/**
 * Passes an answer on: head, then body piece by piece, no faster than the client takes it.
 *
 * @returns Whether the client's connection may serve another request, and whether the secret came back.
 * @throws {Fault} for broken framing, {Gone} when either side stops in the middle.
 */
export async function passAnswer(
  head: ResponseHead,
  upstream: Upstream,
  client: Client,
  token: BrokeredToken | null,
): Promise<{ readonly keepsAlive: boolean; readonly hasMasked: boolean }> {
  const mask = token === null ? null : new SecretMask(token)
  const onward = fieldsOnward(head.fields)
  const fields = mask === null ? onward : mask.fields(onward)
  const bodyMask = mask !== null && head.framing.kind !== 'none' && SecretMask.reads(head.fields) ? mask : null
  const framing = bodyMask === null || bodyMask.keepsLength ? head.framing : reframed(head)

  const body = bodyOf(head.framing, upstream.reader, true)
  if (framing.kind === 'whole') {
    const keepsAlive = client.keepsAlive
    const parts: Buffer[] = []
    for (let piece = await body.next(); piece !== null; piece = await body.next()) {
      parts.push(bodyMask?.piece(piece) ?? piece)
    }
    const whole = Buffer.concat([...parts, bodyMask?.rest() ?? Buffer.alloc(0)])
    const sized = withoutLength(fields).concat([['Content-Length', String(whole.length)]], closing(keepsAlive))
    await send(client.socket, [headBytes(head.line, sized), whole])
    return { keepsAlive, hasMasked: mask?.hasMasked ?? false }
  }

  const isChunked = framing.kind === 'chunked' && !client.isOld
  const keepsAlive = client.keepsAlive && (framing.kind === 'none' || framing.kind === 'length' || isChunked)
  const coding: Field[] = isChunked ? [['Transfer-Encoding', 'chunked']] : []
  const sent = framing.kind === 'chunked' ? withoutLength(fields) : fields
  const start = headBytes(head.line, [...sent, ...coding, ...closing(keepsAlive)])
  await passBody(start)
  return { keepsAlive, hasMasked: mask?.hasMasked ?? false }

  async function passBody(first: Buffer): Promise<void> {
    let before: Buffer[] = [first]
    // The head goes out with the first piece when that is there already, and alone when the server takes its time.
    if (!body.isDone && !upstream.reader.hasBytes) {
      await send(client.socket, before)
      before = []
    }
    for (let piece = await nextPiece(); piece !== null; piece = await nextPiece()) {
      if (piece.length === 0) continue
      await send(client.socket, [...before, ...(isChunked ? chunkOf(piece) : [piece])])
      before = []
    }
    if (isChunked) before.push(LAST_CHUNK)
    if (before.length > 0) await send(client.socket, before)
  }

  async function nextPiece(): Promise<Buffer | null> {
    const piece = await body.next()
    if (bodyMask === null) return piece
    if (piece !== null) return bodyMask.piece(piece)
    const rest = bodyMask.rest()
    return rest.length === 0 ? null : rest
  }
}

/** Where the length may change: a short body is read whole, a long one goes in chunks. */
function reframed({ framing }: ResponseHead): ResponseHead['framing'] | { readonly kind: 'whole' } {
  if (framing.kind !== 'length') return framing
  return framing.length <= WHOLE ? { kind: 'whole' } : { kind: 'chunked' }
}

const closing = (keepsAlive: boolean): Field[] => (keepsAlive ? [] : [['Connection', 'close']])

const withoutLength = (fields: readonly Field[]): Field[] =>
  fields.filter(([name]) => name.toLowerCase() !== 'content-length')
