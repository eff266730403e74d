import { BulkheadError } from '../errors.ts'
import { Secret } from './secret.ts'

/** Largest secret kept, in bytes. */
export const SECRET_LIMIT = 1024 * 1024

/**
 * Reads a secret from the bytes a user gave: exactly one trailing `\n` or `\r\n` is removed, nothing else is changed.
 *
 * @throws {BulkheadError} `secret-invalid` when empty, over 1 MiB, not UTF-8, or holding NUL (keychains cut a value off there).
 */
export function readSecret(bytes: Uint8Array): Secret {
  const kept = withoutLineEnd(bytes)
  if (kept.length === 0) throw invalid('the secret is empty')
  if (kept.length > SECRET_LIMIT) throw invalid('the secret is larger than 1 MiB')
  if (kept.includes(0)) throw invalid('the secret holds a NUL byte, which keychains cannot keep')

  return new Secret(decode(kept))
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== 0x0a) return bytes
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw invalid('the secret is not valid UTF-8')
  }
}

const invalid = (message: string): BulkheadError =>
  new BulkheadError('secret-invalid', message, {
    hint: 'give the secret on standard input, from 1 byte to 1 MiB of text',
  })
