// Crockford's base 32, as ULID uses it: no I, L, O, U. https://github.com/ulid/spec
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A new id, `prefix_` and a ULID: 48 bits of milliseconds, then 80 random bits.
 *
 * @param now Milliseconds since the epoch.
 * @param random At least 10 random bytes.
 */
export function newId(prefix: 'tok' | 'ses', now: number, random: Uint8Array): string {
  return `${prefix}_${base32(BigInt(now), 10)}${base32(bigint(random.subarray(0, 10)), 16)}`
}

const bigint = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

function base32(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text
  return text
}
