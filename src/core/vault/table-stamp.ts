import type { Hash } from '../ports.ts'
import type { Provider } from '../token/provider.ts'

/** Raised with every change of what the same text and the same table are read as: of the code, not of the table. */
const READER = 2

const stamps = new WeakMap<readonly Provider[], string>()

/**
 * A short name for what a provider table says of secrets' texts: another table has another.
 *
 * What is said of a text can change only with it, so that a secret read with today's table need not be read again.
 */
export function tableStamp(providers: readonly Provider[], hash: Hash): string {
  const stamp = stamps.get(providers) ?? stampOf(providers, hash)
  stamps.set(providers, stamp)
  return stamp
}

function stampOf(providers: readonly Provider[], hash: Hash): string {
  const table = providers.map(({ id, formats, scopes }) => [id, formats, [...(scopes ?? [])]])
  const text = JSON.stringify([READER, table], (_, value: unknown) =>
    // Of code only that it is there: each bundler writes it in its own words.
    value instanceof RegExp ? String(value) : typeof value === 'function' ? true : value,
  )
  const bytes = hash.sha256(new TextEncoder().encode(text)).subarray(0, 8)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
