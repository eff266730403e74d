import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bitString, explicit, integer, objectId, octetString, sequence, set, TRUE, time, utf8String } from './der.ts'

/** A certificate to be made, of RFC 5280's third version. */
export interface Certificate {
  /** Its common name, and its issuer's. */
  readonly subject: string
  readonly issuer: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  readonly extensions: readonly Buffer[]
}

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const COMMON_NAME = objectId('2.5.4.3')
const VERSION_3 = explicit(0, integer(Buffer.of(2)))

/** Signs a certificate with a P-256 key; the answer is PEM. */
export function signCertificate(certificate: Certificate, key: KeyObject): string {
  const { subject, issuer, notBefore, notAfter, publicKey, extensions } = certificate
  const content = sequence(
    VERSION_3,
    integer(newSerial()),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  )
  const signed = sequence(content, ECDSA_WITH_SHA256, bitString(sign('sha256', content, key)))
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** An extension as certificates hold it. @param oid Such as `2.5.29.19`. */
export const extension = (oid: string, value: Buffer, { critical = false } = {}): Buffer =>
  sequence(objectId(oid), ...(critical ? [TRUE] : []), octetString(value))

/** 160 bits that name a public key. RFC 7093 section 2, method 1: the start of SHA-256 over the point. */
export function keyIdentifier(key: KeyObject): Buffer {
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-65)
  return createHash('sha256').update(point).digest().subarray(0, 20)
}

// Positive, and 16 octets at most as its first bit is cleared.
function newSerial(): Buffer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

const nameOf = (commonName: string): Buffer => sequence(set(sequence(COMMON_NAME, utf8String(commonName))))
