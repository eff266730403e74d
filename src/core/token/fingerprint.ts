import type { Hash } from '../ports.ts'
import { FINGERPRINT_MINIMUM } from './fingerprint-minimum.ts'
import type { Secret } from './secret.ts'

const UTF8 = new TextEncoder()

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * What the catalog may know of a secret: HMAC-SHA-256 under the catalog's random salt, cut to 128 bits, as hex.
 *
 * @returns null for text under 20 characters.
 */
export function fingerprint(text: string, salt: Uint8Array, hash: Hash): string | null {
  if (text.length < FINGERPRINT_MINIMUM) return null
  const mac = hash.hmac(salt, UTF8.encode(text))
  let hex = ''
  for (let at = 0; at < 16; at++) hex += HEX[mac[at] as number]
  return hex
}

/** The fingerprint of a stored secret. */
export const fingerprintOf = (secret: Secret, salt: Uint8Array, hash: Hash): string | null =>
  fingerprint(secret.reveal(), salt, hash)
