import type { Asked } from '../decide/asked.ts'
import { PlaceholderInBody } from '../decide/body-guard.ts'
import { holdsCredential } from '../decide/credential.ts'
import { decide } from '../decide/decide.ts'
import { foreignRefusal, misplacedRefusal } from '../decide/decision-refusals.ts'
import { formJudge } from '../decide/form-judge.ts'
import { type Refusal, refusalBytes } from '../decide/refusal.ts'
import { badRequest, brokerFailed, notDialled, Refused, upstreamFailed } from '../decide/refuse.ts'
import { shownRequest } from '../decide/shown-request.ts'
import { isWritten, type Place } from '../decide/tokens-for.ts'
import type { Connection } from '../forward/connection.ts'
import { exchange } from '../forward/exchange.ts'
import { onwardText } from '../forward/forward-head.ts'
import { type About, pathOf, record, trip } from '../record.ts'
import type { BrokeredToken } from '../session.ts'
import { AnswerCut, AnswerFault } from '../wire/answer-faults.ts'
import { type ClientSide, firstByte, hangUp, wholeHead } from '../wire/client-side.ts'
import { Fault } from '../wire/fault.ts'
import { NotDialled } from '../wire/not-dialled.ts'
import { type RequestHead, readRequestHead } from '../wire/request-head.ts'
import { Gone } from '../wire/send.ts'
import { tellRefusal } from './tell-refusal.ts'

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
  shared: Connection,
  handle: (head: RequestHead) => Promise<boolean>,
): Promise<void> {
  const { limits } = shared
  for (let within = limits.first; ; within = limits.quiet) {
    let about: About = { method: '', place: null, path: '' }
    const started = performance.now()
    try {
      await firstByte(client, within)
      const reading = wholeHead(client, limits.head)
      const bytes = reading instanceof Promise ? await reading : reading
      if (bytes === null) break
      const head = readRequestHead(bytes, client.memory)
      about = { method: head.method, place: null, path: '' }
      if (!(await handle(head))) break
    } catch (error) {
      await refuse(client, shared, error, about, started)
      break
    }
  }
  await hangUp(client, limits.linger)
}

// TRACE and its kin repeat what they got, the secret too (RFC 9110 section 9.3.8); a CONNECT inside a connection would
// lead elsewhere. Servers differ in whether the case of a method counts.
const NEVER = /^(?:trace|track|connect)$/i

/** Judges a request to a bound host, sends it, and passes the answer back. */
export async function serveBound(client: ClientSide, shared: Connection, request: Request): Promise<boolean> {
  const { session, world } = shared
  const { head, place, target, fields, tokens } = request
  const started = performance.now()
  const about = { method: head.method, place, path: pathOf(target) }
  let token: BrokeredToken | null = null
  let carried: readonly BrokeredToken[] = []
  try {
    if (NEVER.test(head.method)) throw new Fault('a method that is never passed on', 'use another method')
    if (holdsCredential(target, session.credential)) {
      throw new Fault('a target with the credential of this session', 'leave the login of the proxy out of addresses')
    }
    const asked = { place, method: head.method, target, fields }
    const isForeignPlaceholder = (text: string): string | null => world.isForeignPlaceholder(text)
    const known = { tokens: session.tokens, usable: tokens, isForeignPlaceholder }
    const decision = decide(asked, known)
    if (decision.kind === 'refuse') throw new Refused(decision.refusal, decision.tripwire)
    carried = decision.tokens
    token = carried[0] ?? null
    if (token === null && request.needsCredential) throw new Refused(needsPlaceholder(tokens, asked))
    const isOwn = isWritten(tokens, place.host)
    const onward = onwardText(decision.fields, session.credential)
    const judgeForm = head.framing.kind === 'none' ? null : formJudge(asked, known)
    const judged = { head, place, isOwn, tokens: carried, target: decision.target, onward, judgeForm }
    const { status, scopes, isReflected, keepsAlive, switched } = await exchange(client, judged, shared)
    record(shared, about, { token, carried, status, code: null, started, scopes, isReflected })
    if (switched !== undefined) await switched
    return keepsAlive
  } catch (error) {
    const status = error instanceof AnswerCut ? error.status : null
    if (status !== null || (error instanceof Gone && client.socket.destroyed)) {
      // It was allowed, and sent; half an answer must not be followed by one of ours, which would be read as its end.
      client.socket.destroy()
      record(shared, about, { token, carried, status, code: null, started })
      return false
    }
    const known = error instanceof PlaceholderInBody ? inBody(error, about, place) : error
    // A vault that cannot be read, or a fault of ours: the client gets an answer to that, too, and the record a row.
    const told = refusedBy(known, token) ?? new Refused({ ...brokerFailed(), token })
    await refuse(client, shared, told, about, started, token)
    return false
  }
}

function inBody({ found }: PlaceholderInBody, about: About, place: Place): Refused {
  const asked = { place, method: about.method, target: about.path, fields: [] }
  return 'foreignSession' in found
    ? new Refused(foreignRefusal(asked), found)
    : new Refused(misplacedRefusal(found, asked, 'in the body'), { foreignSession: null })
}

const needsPlaceholder = ([token]: readonly BrokeredToken[], { method, place, target }: Asked): Refusal => ({
  ...{ status: 403, code: 'placeholder-unknown', token: token ?? null, rule: null },
  reason: `a request to a base URL must carry the placeholder of ${token?.name ?? 'its token'}`,
  asked: shownRequest(method, place, target),
  hint: `send the value of ${token?.env ?? 'its variable'} as the provider wants it`,
})

/** Answers with a refusal, once it is on record; whatever else went wrong only ends the connection. */
export async function refuse(
  client: ClientSide,
  shared: Connection,
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
  tellRefusal(shared, refusal, about, tripwire !== null)
  if (client.socket.destroyed || client.socket.writableEnded) return
  client.socket.end(refusalBytes(refusal))
}

function refusedBy(error: unknown, token: BrokeredToken | null): Refused | null {
  if (error instanceof Refused) return error
  if (error instanceof Fault) return new Refused({ ...badRequest(error), token })
  if (error instanceof NotDialled) return new Refused({ ...notDialled(error), token })
  if (error instanceof AnswerFault) {
    return new Refused({ ...upstreamFailed(`the server’s answer was not read: ${error.message}`), token })
  }
  return error instanceof Gone ? new Refused({ ...upstreamFailed('the server went away'), token }) : null
}
