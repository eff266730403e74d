import { holdsCredential } from '../decide/credential.ts'
import { Fault } from '../wire/fault.ts'
import { type Field, listOf } from '../wire/head.ts'
import { isOwnHop } from '../wire/own-hop.ts'

// Naming one of these in Connection would change what the request says.
const NEVER_DROPPED: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'authorization',
  'cookie',
  'content-type',
])

/** The fields that go on to the other side. @throws {Fault} where Connection names a field that belongs to the message. */
export function fieldsOnward(fields: readonly Field[]): Field[] {
  const named = listOf(fields, 'connection')
  if (named.some((name) => NEVER_DROPPED.has(name))) throw new Fault('a Connection that drops a field of the message')
  return fields.filter(([name]) => !isOwnHop(name) && !(named.length > 0 && named.includes(name.toLowerCase())))
}

const kept = new WeakMap<readonly Field[], { readonly credential: string; readonly text: string }>()

/**
 * The fields of a request that go on to a server, as they are sent; made once for fields that come again.
 *
 * @param credential Of the session. What repeats it stays here: a base URL is repeated in Referer, and a program may send
 *   the proxy's login to a server.
 * @throws {Fault}
 */
export function onwardText(fields: readonly Field[], credential: string): string {
  const before = kept.get(fields)
  if (before !== undefined && before.credential === credential) return before.text
  const text = fieldLines(fieldsOnward(fields.filter(([, value]) => !holdsCredential(value, credential))))
  kept.set(fields, { credential, text })
  return text
}

/** Fields as they go out. */
export function fieldLines(fields: readonly Field[]): string {
  let text = ''
  for (const [name, value] of fields) text += `${name}: ${value}\r\n`
  return text
}

/** A head as it goes out. */
export const headBytes = (line: string, fields: readonly Field[]): Buffer =>
  Buffer.from(`${line}\r\n${fieldLines(fields)}\r\n`, 'latin1')
