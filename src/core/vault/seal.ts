import { CompactEncrypt, compactDecrypt } from 'jose'
import { BulkheadError } from '../errors.ts'
import { Secret } from '../token/secret.ts'

// Pinned: what a sealed text says of itself never chooses an algorithm.
const KEY_MANAGEMENT = 'dir'
const ENCRYPTION = 'A256GCM'

/** Bytes of a sealing key. */
export const KEY_BYTES = 32

/** Public parameters that travel in the protected header, such as those of a key derivation. */
export type SealParameters = Readonly<Record<string, string | number>>

/**
 * Seals a secret for one account: compact JWE (RFC 7516), direct A256GCM, the account as protected `kid`.
 *
 * @param key 32 bytes.
 */
export function seal(
  secret: Secret,
  account: string,
  key: Uint8Array,
  parameters: SealParameters = {},
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(secret.reveal()))
    .setProtectedHeader({ ...parameters, alg: KEY_MANAGEMENT, enc: ENCRYPTION, kid: account })
    .encrypt(key)
}

/**
 * Opens what `seal` made; null when the key is not the one.
 *
 * @throws {BulkheadError} `catalog-corrupt` when it was sealed for another account: someone moved it.
 */
export async function unseal(jwe: string, account: string, key: Uint8Array): Promise<Secret | null> {
  const opened = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: [KEY_MANAGEMENT],
    contentEncryptionAlgorithms: [ENCRYPTION],
  }).catch(() => null)
  if (opened === null) return null
  if (opened.protectedHeader.kid !== account) {
    throw new BulkheadError('catalog-corrupt', 'a sealed secret lies under the wrong name', {
      hint: 'put back a copy of the vault, or give the secret again: bulkhead rotate NAME',
    })
  }
  return new Secret(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened.plaintext))
}
