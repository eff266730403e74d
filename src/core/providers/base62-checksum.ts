import { crc32 } from '../identify/crc32.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const PLACES = 6

/**
 * True when the last 6 characters are the CRC-32 of what stands between them and the first underscore, in base 62, padded with 0.
 *
 * GitHub's own: github.blog, "Behind GitHub's new authentication token formats", 2021-04-05. npm's is the same: github.blog,
 * "Announcing npm's new access token format", 2021-09-23.
 */
export function hasBase62Checksum(text: string): boolean {
  const body = text.slice(text.indexOf('_') + 1)
  let rest = crc32(body.slice(0, -PLACES))
  let digits = ''
  for (let place = 0; place < PLACES; place++) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits
    rest = Math.floor(rest / DIGITS.length)
  }
  return body.endsWith(digits)
}
