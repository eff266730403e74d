import { BodyGuard } from '../decide/body-guard.ts'
import type { Place } from '../decide/tokens-for.ts'
import type { BrokeredToken } from '../session.ts'
import { AnswerFault } from '../wire/answer-faults.ts'
import { bodyOf } from '../wire/body.ts'
import { type ClientSide, whenGone } from '../wire/client-side.ts'
import { type Field, valuesOf } from '../wire/head.ts'
import type { RequestHead } from '../wire/request-head.ts'
import type { ResponseHead } from '../wire/response-head.ts'
import { Gone, send } from '../wire/send.ts'
import { splice } from '../wire/splice.ts'
import { passAnswer } from './answer.ts'
import { type Answer, ask, askBare } from './ask.ts'
import type { Connection } from './connection.ts'
import { fieldLines, fieldsOnward, headBytes } from './forward-head.ts'
import { type Upstream, upstreamKey } from './upstreams.ts'

/** A request that was judged, with the secret in it. */
export interface Judged {
  readonly head: RequestHead
  readonly place: Place
  readonly isOwn: boolean
  /** Whose secrets are in it. */
  readonly tokens: readonly BrokeredToken[]
  readonly target: string
  /** The fields as they are sent. */
  readonly onward: string
  /** Judges the beginning of a body that is a form, all of which it must see; null for others. */
  readonly judgeForm: ((beginning: Buffer) => void) | null
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
 * @throws {Refused} by the beginning of a form, before anything was sent.
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
    if (judged.judgeForm === null) await guard.first()
    else judged.judgeForm(await wholeBeginning(guard, client, limits.body))
  }
  const start = requestBytes(judged)
  const key = upstreamKey(judged.place, judged.tokens)

  let upstream = upstreams.idle(key) ?? (await upstreams.fresh(judged.place, judged.isOwn, key))
  const stopWatching = whenGone(client, limits.halfOpen, () => void upstream.socket.destroy())
  try {
    // It may have gone while the server was being dialled: nothing is sent on behalf of nobody.
    if (client.socket.destroyed) throw new Gone()
    let answer: Answer
    try {
      answer = await (guard === null
        ? askBare(upstream, head.method, start)
        : ask(upstream, client, head, start, guard, limits.body))
    } catch (error) {
      const mayRepeat = error instanceof Gone && SAFE.has(head.method) && guard === null
      if (!upstream.isUsed || !mayRepeat || client.socket.destroyed) throw error
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
    return { status: answer.head.status, keepsAlive, isReflected: hasMasked, scopes: answer.head.scopes }
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

/** The beginning of a body, all of it. @param within How long it may take, ms: the client is cut off then. */
async function wholeBeginning(guard: BodyGuard, { patience }: ClientSide, within: number): Promise<Buffer> {
  patience.begin(within)
  try {
    return await guard.first(true)
  } finally {
    patience.end()
  }
}

const CODING = 'Transfer-Encoding: chunked\r\n'
const UPGRADE: readonly Field[] = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
]

function requestBytes({ head, target, onward }: Judged): Buffer {
  const coding = head.framing.kind === 'chunked' ? CODING : ''
  const upgrade = head.isUpgrade ? fieldLines(UPGRADE) : ''
  return Buffer.from(`${head.method} ${target} HTTP/1.1\r\n${onward}${coding}${upgrade}\r\n`, 'latin1')
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
  return { status: 101, keepsAlive: false, isReflected: false, scopes: answer.scopes, switched: ended }
}
