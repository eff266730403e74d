import type { Catalog, Hash, Session } from '../ports.ts'
import { isBrokerProxy } from './broker-proxy.ts'
import { placeholderHash } from './placeholder-hash.ts'

type Variables = Readonly<Record<string, string | undefined>>

interface Known {
  readonly catalog: Pick<Catalog, 'sessionById' | 'brokeredSessions' | 'sessionWithPlaceholder'>
  readonly hash: Pick<Hash, 'sha256'>
}

/**
 * The brokered session that an environment is of, by its name or by one of its placeholders; null for none of this vault's.
 *
 * The name tells also after the session's end: what it left behind is still its own.
 */
export function markedSession(env: Variables, { catalog, hash }: Known): Session | null {
  const named = env.BULKHEAD_SESSION === undefined ? null : catalog.sessionById(env.BULKHEAD_SESSION)
  if (named?.brokered) return named
  // While no broker runs there are no placeholders, and nothing is hashed.
  if (catalog.brokeredSessions().length === 0) return null
  const held = Object.values(env).filter((value) => value !== undefined && MAY_BE_PLACEHOLDER.test(value)) as string[]
  const owner = held.map((value) => catalog.sessionWithPlaceholder(placeholderHash(value, hash))).find(Boolean)
  return owner ? catalog.sessionById(owner) : null
}

/** True for an environment that leads through a broker, of whatever vault. */
export const leadsThroughBroker = (env: Variables): boolean => PROXIES.some((name) => isBrokerProxy(env[name] ?? ''))

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

/** Placeholders have at least 96 bits of chance, no blanks and no path's beginning. */
const MAY_BE_PLACEHOLDER = /^[^\s/][^\s]{15,}$/
