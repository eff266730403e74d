import type { Contents } from '../token/contents.ts'

// "openssh-key-v1", a zero, then the length and name of the cipher, in base64: `none` is no cipher. openssh.com, PROTOCOL.key.
// Between two lines stands what parts them, which in a variable is often written out as `\n`.
const OPENSSH_PLAIN = /KEY-----(?:\s|\\[nr]){1,4}b3BlbnNzaC1rZXktdjEAAAAABG5vbmU/

const OPENSSH = /KEY-----(?:\s|\\[nr]){1,4}b3BlbnNzaC1rZXktdjEAAAAA/

// RFC 1421, "Proc-Type"; OpenSSL writes it before a key with a passphrase in the form of old.
const OLD_ENCRYPTED = /KEY-----(?:\s|\\[nr]){1,4}Proc-Type: 4,ENCRYPTED/

const PUTTY = /\nEncryption: ([a-z0-9-]{1,20})\r?\n/

const LABEL = /-----BEGIN ([A-Z0-9 ]{1,50})-----/g

// Longer files hold more than keys; what they begin with is enough.
const LIMIT = 100_000

/**
 * Reads what a private key says of itself without being opened: what it is for, whether it needs a passphrase, what lies beside it.
 *
 * Sources: RFC 7468 for labels, RFC 1421 and openssh.com, PROTOCOL.key, for encryption. Never shows a part of the key.
 */
export function readPrivateKey(text: string): Contents {
  const start = text.slice(0, LIMIT)
  const labels = Array.from(start.matchAll(LABEL), ([, label = '']) => label.trim())
  const beside = [...new Set(labels.filter((label) => !label.includes('PRIVATE KEY')))]
  return {
    source: 'format',
    says: [
      encryption(start, labels),
      ...(beside.length > 0 ? [`beside it lies: ${beside.join(', ').toLowerCase()}`] : []),
    ],
  }
}

function encryption(text: string, labels: readonly string[]): string {
  const plain = 'it is not encrypted: whoever copies it has it'
  const sealed = 'it is encrypted: it needs a passphrase, too'
  const putty = PUTTY.exec(text)?.[1]
  if (putty !== undefined) return putty === 'none' ? plain : sealed
  if (OLD_ENCRYPTED.test(text) || labels.includes('ENCRYPTED PRIVATE KEY') || /SSH2 ENCRYPTED/.test(text)) return sealed
  if (OPENSSH_PLAIN.test(text)) return plain
  if (OPENSSH.test(text)) return sealed
  // Of an OpenPGP key only its packets tell.
  if (labels.includes('PGP PRIVATE KEY BLOCK')) return 'whether it needs a passphrase is not read'
  return labels.includes('OPENSSH PRIVATE KEY') || labels.length === 0
    ? 'whether it needs a passphrase cannot be read'
    : plain
}
