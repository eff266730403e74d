import type { Duplex } from 'node:stream'
import type { BrokeredToken } from '../session.ts'
import { AnswerCut, asAnswerFault } from '../wire/answer-faults.ts'
import { type Body, bodyOf } from '../wire/body.ts'
import type { ByteReader } from '../wire/byte-reader.ts'
import { chunkOf, LAST_CHUNK } from '../wire/chunks.ts'
import type { Field } from '../wire/head.ts'
import type { ResponseHead } from '../wire/response-head.ts'
import { send } from '../wire/send.ts'
import { bodyIn, messageAsCame, readableIn } from './answer-as-came.ts'
import { fieldLines, fieldsOnward, headBytes } from './forward-head.ts'
import { SecretMask } from './secret-mask.ts'
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
 * @throws {AnswerCut} when it stops after its beginning was sent; before that {AnswerFault} for broken framing, {Gone}.
 */
export function passAnswer(
  head: ResponseHead,
  { reader }: Upstream,
  client: Client,
  tokens: readonly BrokeredToken[],
): Promise<Passed> | Passed {
  const sink = new Sink(client.socket)
  const mask = tokens.length === 0 ? null : new SecretMask(tokens)
  const fail = (error: unknown): never => {
    throw sink.hasBegun ? new AnswerCut(head.status) : asAnswerFault(error)
  }
  const done = (keepsAlive: boolean): Passed => ({ keepsAlive, hasMasked: mask?.hasMasked ?? false })
  // Nothing is waited for where all is there and all is taken: each promise on the way costs as much as its work.
  const after = (sent: Promise<void> | void): Promise<Passed> | Passed =>
    sent === undefined ? done(client.keepsAlive) : sent.then(() => done(client.keepsAlive), fail)
  try {
    const message = client.keepsAlive && !client.isOld ? messageAsCame(head, reader) : null
    if (message !== null && !mask?.finds(readableIn(message, head))) return after(sink.send(message))
    const masked = maskedHead(head, mask)
    const whole = message === null ? readyBody(head, reader) : bodyIn(message, head)
    if (whole === null) return passPieces(head, masked, reader, { ...client, sink }).then(done, fail)
    return after(sendWhole(masked, whole, { ...client, sink }))
  } catch (error) {
    return fail(error)
  }
}

/** Whether the client's connection may serve another request, and whether the secret came back. */
interface Passed {
  readonly keepsAlive: boolean
  readonly hasMasked: boolean
}

/** A head without the secret, and what takes it out of the body; null where that is not looked into. */
interface Masked {
  readonly line: string
  readonly fields: readonly Field[]
  /** Both as they go out. */
  readonly text: string
  readonly bodyMask: SecretMask | null
}

function maskedHead(head: ResponseHead, mask: SecretMask | null): Masked {
  const { line } = head
  const fields = answerFields(head)
  const text = `${line}\r\n${fieldLines(fields)}`
  const bodyMask = mask !== null && head.framing.kind !== 'none' && head.isReadable ? mask : null
  // One search for all fields: hardly a server repeats a secret.
  if (mask === null || !mask.finds(text)) return { line, fields, text, bodyMask }
  const masked = { line: mask.line(line), fields: mask.fields(fields) }
  return { ...masked, text: `${masked.line}\r\n${fieldLines(masked.fields)}`, bodyMask }
}

function sendWhole(
  { line, fields, text, bodyMask }: Masked,
  body: Buffer,
  { sink, ...client }: Client & { readonly sink: Sink },
): Promise<void> | void {
  const whole = bodyMask?.whole(body) ?? body
  const sized = whole.length === body.length ? text : `${line}\r\n${fieldLines(withLength(fields, whole.length))}`
  const head = `${sized}${fieldLines(persistence(client, client.keepsAlive))}\r\n`
  const bytes = Buffer.allocUnsafe(head.length + whole.length)
  bytes.write(head, 'latin1')
  bytes.set(whole, head.length)
  return sink.send(bytes)
}

/** Where an answer goes, and whether some of it has gone there. */
class Sink {
  hasBegun = false
  readonly #socket: Duplex

  constructor(socket: Duplex) {
    this.#socket = socket
  }

  send(bytes: Buffer | readonly Buffer[]): Promise<void> | void {
    this.hasBegun = true
    return send(this.#socket, bytes)
  }
}

/** Passes on what comes as it comes. @returns Whether the client's connection may serve another request. */
async function passPieces(
  head: ResponseHead,
  { line, fields, bodyMask }: Masked,
  reader: ByteReader,
  { sink, ...client }: Client & { readonly sink: Sink },
): Promise<boolean> {
  const framing = bodyMask === null || bodyMask.keepsLength ? head.framing : reframed(head)
  const body = maskedBody(bodyOf(head.framing, reader, true), bodyMask)
  if (framing.kind === 'whole') {
    const whole = await wholeOf(body)
    const sized = withLength(fields, whole.length)
    await sink.send([headBytes(line, [...sized, ...persistence(client, client.keepsAlive)]), whole])
    return client.keepsAlive
  }

  const isChunked = framing.kind === 'chunked' && !client.isOld
  const keepsAlive = client.keepsAlive && (framing.kind === 'none' || framing.kind === 'length' || isChunked)
  const coding: Field[] = isChunked ? [['Transfer-Encoding', 'chunked']] : []
  const sent = framing.kind === 'chunked' ? withoutLength(fields) : fields
  let before = [headBytes(line, [...sent, ...coding, ...persistence(client, keepsAlive)])]
  // The head goes out with the first piece when that is there already, and alone when the server takes its time.
  if (!body.isDone && !reader.hasBytes) {
    await sink.send(before)
    before = []
  }
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    if (piece.length === 0) continue
    await sink.send([...before, ...(isChunked ? chunkOf(piece) : [piece])])
    before = []
  }
  if (isChunked) before.push(LAST_CHUNK)
  if (before.length > 0) await sink.send(before)
  return keepsAlive
}

/** The whole body, where its length is known and all of it came with the head: most answers are so. */
function readyBody({ framing }: ResponseHead, reader: ByteReader): Buffer | null {
  if (framing.kind === 'none') return NOTHING
  return framing.kind === 'length' ? reader.exactlyNow(framing.length) : null
}

const NOTHING = Buffer.alloc(0)

function maskedBody(body: Body, mask: SecretMask | null): Body {
  if (mask === null) return body
  return {
    get isDone() {
      return body.isDone
    },
    async next() {
      const piece = await body.next()
      if (piece !== null) return mask.piece(piece)
      const rest = mask.rest()
      return rest.length === 0 ? null : rest
    },
  }
}

async function wholeOf(body: Body): Promise<Buffer> {
  const parts: Buffer[] = []
  for (let piece = await body.next(); piece !== null; piece = await body.next()) parts.push(piece)
  return Buffer.concat(parts)
}

// A 204 has no length (RFC 9110 section 8.6); a client that believed one would wait for a body.
const answerFields = ({ status, fields }: ResponseHead): Field[] =>
  status === 204 ? withoutLength(fieldsOnward(fields)) : fieldsOnward(fields)

/** Where the length may change: a short body is read whole, a long one goes in chunks. */
function reframed({ framing }: ResponseHead): ResponseHead['framing'] | { readonly kind: 'whole' } {
  if (framing.kind !== 'length') return framing
  return framing.length <= WHOLE ? { kind: 'whole' } : { kind: 'chunked' }
}

// HTTP/1.0 ends a connection unless it is told otherwise, 1.1 the other way round: RFC 9112 section 9.3.
const persistence = ({ isOld }: Pick<Client, 'isOld'>, keepsAlive: boolean): Field[] =>
  keepsAlive ? (isOld ? [['Connection', 'keep-alive']] : []) : [['Connection', 'close']]

const withLength = (fields: readonly Field[], length: number): Field[] => [
  ...withoutLength(fields),
  ['Content-Length', String(length)],
]

const withoutLength = (fields: readonly Field[]): Field[] =>
  fields.filter(([name]) => name.toLowerCase() !== 'content-length')
