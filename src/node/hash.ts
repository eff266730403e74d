import type { Hash } from '../core/ports.ts'
import { nodeCrypto } from './node-crypto.ts'

export const nodeHash: Hash = {
  sha256: (bytes) => nodeCrypto().createHash('sha256').update(bytes).digest(),
  hmac: (key, bytes) => nodeCrypto().createHmac('sha256', key).update(bytes).digest(),
}
