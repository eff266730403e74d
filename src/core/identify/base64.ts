/**
 * Bytes of base64 in either alphabet, with or without padding (RFC 4648).
 *
 * @returns null for anything else, and for no text at all.
 */
export function fromBase64(text: string): Uint8Array | null {
  if (text === '') return null
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = new Uint8Array(binary.length)
    for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
    return bytes
  } catch {
    return null
  }
}

/** Base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

// Made once: making one takes longer than most texts take to decode.
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Text of bytes that are UTF-8; null for bytes that are not. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes)
  } catch {
    return null
  }
}
