import type { Hash } from '../ports.ts'
import type { Secret } from './secret.ts'

/** Shortest secret that gets a fingerprint, in characters: shorter ones could be guessed from it. */
export const FINGERPRINT_MINIMUM = 20

/**
 * What the catalog may know of a secret: HMAC-SHA-256 under the catalog's random salt, cut to 128 bits, as hex.
 *
 * @returns null for text under 20 characters.
 */
export function fingerprint(text: string, salt: Uint8Array, hash: Hash): string | null {
  if (text.length < FINGERPRINT_MINIMUM) return null
  const mac = hash.hmac(salt, new TextEncoder().encode(text))
  return Array.from(mac.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The fingerprint of a stored secret. */
export const fingerprintOf = (secret: Secret, salt: Uint8Array, hash: Hash): string | null =>
  fingerprint(secret.reveal(), salt, hash)
