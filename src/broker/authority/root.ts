import type { KeyObject } from 'node:crypto'
import { extension, keyIdentifier, signCertificate } from './certificate.ts'
import { bitString, integer, octetString, sequence, TRUE } from './der.ts'
import { nameConstraints } from './name-constraints.ts'

/** A key pair of P-256. */
export interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** An authority's own certificate. */
export interface Root {
  readonly pem: string
  readonly notAfter: Date
}

/** Clocks of containers and virtual machines run a little behind, ms. */
export const DRIFT = 5 * 60_000

const SUBJECT_KEY = '2.5.29.14'
const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
const NAME_CONSTRAINTS = '2.5.29.30'

// Bits are counted from the left: keyCertSign is the sixth, and two are left over.
const MAY_SIGN_CERTIFICATES = bitString(Buffer.of(0b0000_0100), 2)

/**
 * The certificate of an authority that may sign for these hosts only, and for no further authority.
 *
 * @param name Its common name.
 * @param life How long it is valid, ms.
 */
export function makeRoot(hosts: readonly string[], name: string, keys: Keys, now: Date, life: number): Root {
  const notBefore = new Date(now.getTime() - DRIFT)
  const notAfter = new Date(now.getTime() + life)
  const extensions = [
    extension(BASIC_CONSTRAINTS, sequence(TRUE, integer(Buffer.of(0))), { critical: true }),
    extension(KEY_USAGE, MAY_SIGN_CERTIFICATES, { critical: true }),
    extension(NAME_CONSTRAINTS, nameConstraints(hosts), { critical: true }),
    extension(SUBJECT_KEY, octetString(keyIdentifier(keys.publicKey))),
  ]
  const { publicKey, privateKey } = keys
  const pem = signCertificate({ subject: name, issuer: name, notBefore, notAfter, publicKey, extensions }, privateKey)
  return { pem, notAfter }
}
