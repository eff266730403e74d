import { generateKeyPairSync } from 'node:crypto'
import { extension, keyIdentifier, signCertificate } from './certificate.ts'
import { bitString, implicit, objectId, octetString, sequence } from './der.ts'
import { generalName } from './name-constraints.ts'
import { DRIFT, type Keys } from './root.ts'

/** A certificate for one host with its key, both PEM. */
export interface Leaf {
  readonly key: string
  readonly cert: string
}

const SUBJECT_KEY = '2.5.29.14'
const KEY_USAGE = '2.5.29.15'
const ALTERNATIVE_NAME = '2.5.29.17'
const AUTHORITY_KEY = '2.5.29.35'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const SERVER_AUTH = objectId('1.3.6.1.5.5.7.3.1')

// Bits are counted from the left: digitalSignature is the first, and seven are left over.
const MAY_SIGN_HANDSHAKES = bitString(Buffer.of(0b1000_0000), 7)

// Not the host: openssl holds a common name that looks like a host against the constraints as one more, and an address
// looks like one. A blank keeps it from that.
const SUBJECT = 'Bulkhead session'

/**
 * A new key and a certificate with which a server is `host`.
 *
 * @param host Canonical: a name, an IPv4 address, or an IPv6 one in brackets.
 * @param issuer The authority's common name.
 */
export function makeLeaf(host: string, issuer: string, authority: Keys, now: Date, notAfter: Date): Leaf {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const notBefore = new Date(now.getTime() - DRIFT)
  const extensions = [
    extension(ALTERNATIVE_NAME, sequence(generalName(host))),
    extension(KEY_USAGE, MAY_SIGN_HANDSHAKES, { critical: true }),
    extension(EXTENDED_KEY_USAGE, sequence(SERVER_AUTH)),
    extension(SUBJECT_KEY, octetString(keyIdentifier(publicKey))),
    extension(AUTHORITY_KEY, sequence(implicit(0, keyIdentifier(authority.publicKey)))),
  ]
  const certificate = { subject: SUBJECT, issuer, notBefore, notAfter, publicKey, extensions }
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: signCertificate(certificate, authority.privateKey),
  }
}
