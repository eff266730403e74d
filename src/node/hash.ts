import type { Hash } from '../core/ports.ts'
import { nodeCrypto } from './node-crypto.ts'

export const nodeHash: Hash = {
  // Of a short text: 2.9 µs with a hash object, 2.6 in one call, 1.0 by way of text, which needs no memory of its own.
  sha256: (bytes) => Buffer.from(nodeCrypto().hash('sha256', bytes), 'hex'),
  hmac: (key, bytes) => nodeCrypto().createHmac('sha256', key).update(bytes).digest(),
}
