import { createHash, createHmac } from 'node:crypto'
import type { Hash } from '../core/ports.ts'

export const nodeHash: Hash = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmac: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
}
