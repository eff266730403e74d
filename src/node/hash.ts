import type { Hash } from '../core/ports.ts'
import { nodeCrypto } from './node-crypto.ts'

export const nodeHash: Hash = {
  // In one call: a hash object costs more than the hash of a short text.
  sha256: (bytes) => nodeCrypto().hash('sha256', bytes, 'buffer'),
  hmac: (key, bytes) => nodeCrypto().createHmac('sha256', key).update(bytes).digest(),
}
