import { Fault } from './fault.ts'
import { type Field, listOf } from './head.ts'

// Fields that are for the next hop alone: RFC 9110 section 7.6.1.
const OWN_HOP: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

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
  return fields.filter(([name]) => {
    const lower = name.toLowerCase()
    return !OWN_HOP.has(lower) && !named.includes(lower)
  })
}

/** A head as it goes out. */
export function headBytes(line: string, fields: readonly Field[]): Buffer {
  let text = `${line}\r\n`
  for (const [name, value] of fields) text += `${name}: ${value}\r\n`
  return Buffer.from(`${text}\r\n`, 'latin1')
}
