import { canonicalHost } from '../../core/token/host.ts'
import { Fault } from './fault.ts'

/** A host in its canonical spelling, and a port. */
export interface Place {
  readonly host: string
  readonly port: number
}

// ASCII alone: a head is bytes, and above 0x7f a name depends on how they are read.
const AUTHORITY = /^(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,254})(?::([1-9]\d{0,4}))?$/

/**
 * Where a CONNECT wants to go: `host:port` and nothing else, in the spelling under which it is both judged and dialled.
 *
 * @throws {Fault} for user info, a missing port, one outside 1 to 65535, zones, escapes, and names that are read as other hosts.
 */
export function connectTarget(target: string): Place {
  const place = placeOf(target, null)
  if (place === null) throw new Fault('CONNECT wants a host and a port')
  return place
}

/**
 * The place that a Host field names.
 *
 * @param usual The port when none is written.
 * @throws {Fault} for what is no host.
 */
export function hostField(value: string, usual: number): Place {
  const place = placeOf(value, usual)
  if (place === null) throw new Fault('a Host that is none')
  return place
}

function placeOf(text: string, usual: number | null): Place | null {
  const [, name = '', digits] = AUTHORITY.exec(text) ?? []
  const host = name === '' ? null : canonicalHost(name)
  const port = digits === undefined ? usual : Number(digits)
  return host === null || port === null || port > 65_535 ? null : { host, port }
}
