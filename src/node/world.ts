import type { World } from '../core/ports.ts'
import { nodeCrypto } from './node-crypto.ts'

/** This machine's clock and its source of chance. */
export const machineWorld: World = {
  now: () => new Date(),
  random: (bytes) => nodeCrypto().randomBytes(bytes),
}
