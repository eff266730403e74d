import type { Refusal } from './decide/refusal.ts'
import type { Place } from './decide/tokens-for.ts'
import type { Connection } from './forward/connection.ts'
import type { BrokerSession } from './session.ts'

/** A request as far as it is known when it is judged; for the record. */
export interface About {
  readonly method: string
  readonly place: Place | null
  readonly path: string
}

export interface Outcome {
  readonly token: { readonly id: string; readonly name: string } | null
  /** All whose secrets were in it, where it was sent. */
  readonly carried?: readonly { readonly id: string }[]
  /** Null when the client left before there was an answer. */
  readonly status: number | null
  readonly code: string | null
  /** By the monotonic clock, ms. */
  readonly started: number
  readonly scopes?: { readonly accepted: string | null; readonly held: string | null } | null
  readonly isReflected?: boolean
}

const NONE: readonly string[] = []

/** Records a decision. A refusal is on the disk when this returns. */
export function record({ session, world }: Connection, about: About, outcome: Outcome): void {
  const { token, carried = [], status, code, started, scopes = null, isReflected = false } = outcome
  world.record({
    at: written(world.now()),
    token: token === null ? null : { id: token.id, name: token.name },
    others: carried.length > 1 ? carried.slice(1).map(({ id }) => id) : NONE,
    session: session.id,
    method: recordable(about.method, session),
    scheme: about.place?.scheme ?? null,
    host: recordable(about.place?.host ?? '', session),
    port: about.place?.port ?? 0,
    path: recordable(about.path, session),
    status,
    decision: code === null ? 'allowed' : 'refused',
    code,
    ms: performance.now() - started,
    scopes,
    isReflected,
  })
}

let last = { time: Number.NaN, text: '' }

/** A moment as text; several requests share one. */
function written(moment: Date): string {
  const time = moment.getTime()
  if (last.time !== time) last = { time, text: moment.toISOString() }
  return last.text
}

/** Tells of a placeholder where it must not be; `foreignSession` is whose it was, null for our own. */
export function trip(
  { session, world, raw }: Connection,
  refusal: Refusal,
  about: About,
  foreignSession: string | null,
): void {
  world.tripwire({
    at: world.now().toISOString(),
    token: refusal.token === null ? null : { id: refusal.token.id, name: refusal.token.name },
    session: session.id,
    foreignSession,
    method: recordable(about.method, session),
    host: recordable(about.place?.host ?? '', session),
    code: refusal.code,
    client: { localPort: raw.localPort ?? 0, remotePort: raw.remotePort ?? 0 },
  })
}

/** Without the query: a secret may stand there. */
export function pathOf(target: string): string {
  const question = target.indexOf('?')
  return question < 0 ? target : target.slice(0, question)
}

/**
 * A part of a request as a record may hold it: whoever sends the request chooses it, and the session's credential and its
 * placeholders are good for something as long as the session runs.
 */
export function recordable(text: string, session: BrokerSession): string {
  const { credential, tokens } = session
  if (text.length < shortest(session)) return text
  const plain = text.replace(/%[0-9a-f]{2}/gi, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
  const [lower, decoded] = [text.toLowerCase(), plain.toLowerCase()]
  const holds = (part: string): boolean => [lower, decoded].some((each) => each.includes(part.toLowerCase()))
  if (holds(credential)) return '[credential]'
  return tokens.some(({ placeholder }) => holds(placeholder)) ? '[placeholder]' : text
}

let known: { readonly session: BrokerSession; readonly shortest: number } | null = null

/** The length of the shortest text that is looked for: most of what is recorded is shorter. */
function shortest(session: BrokerSession): number {
  if (known?.session !== session) {
    const { credential, tokens } = session
    known = { session, shortest: Math.min(credential.length, ...tokens.map(({ placeholder }) => placeholder.length)) }
  }
  return known.shortest
}
