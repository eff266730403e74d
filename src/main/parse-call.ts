import { type Channel, REQUESTS, type RequestOf } from '../contract/channels.ts'
import type { Failure } from '../contract/view.ts'
import { faultIn } from './fault-in.ts'

/** A request that has the shape of its channel. */
export type Call = { [C in Channel]: { readonly channel: C; readonly request: RequestOf<C> } }[Channel]

export type ParsedCall =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly error: Failure; readonly channel: Channel | null }

/**
 * Reads what the window sent: a known channel, and plain data in exactly the shape that the channel has.
 *
 * A refusal names the fields that are wrong, never what was in them.
 */
export function parseCall(channel: unknown, request: unknown): ParsedCall {
  if (!isChannel(channel)) return refused(null, 'usage', 'no such channel')
  const fault = faultIn(request)
  if (fault === 'too-big') return refused(channel, 'too-big', 'the request is too big')
  if (fault === 'not-plain') return refused(channel, 'usage', 'the request is not plain data')

  const parsed = REQUESTS[channel].safeParse(request)
  if (!parsed.success) return refused(channel, 'usage', `the request does not fit: ${placesOf(parsed.error.issues)}`)
  // The schema of this very channel gave the value its type, which the compiler cannot follow through the table.
  return { ok: true, call: { channel, request: parsed.data } as Call }
}

const isChannel = (channel: unknown): channel is Channel =>
  typeof channel === 'string' && Object.hasOwn(REQUESTS, channel)

const refused = (channel: Channel | null, code: string, message: string): ParsedCall => ({
  ok: false,
  channel,
  error: { code, message, hint: null },
})

/** Where a request is wrong, as known field names: a key that is not ours is foreign text, and stays unsaid. */
function placesOf(issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[]): string {
  const places = issues.map(({ code, path }) => {
    if (code === 'unrecognized_keys') return 'an unknown field'
    return path.length === 0 ? 'the whole' : path.map(String).join('.')
  })
  return [...new Set(places)].slice(0, 8).join(', ')
}
