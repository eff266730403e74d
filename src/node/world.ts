import { randomBytes } from 'node:crypto'
import type { World } from '../core/ports.ts'

/** This machine's clock and its source of chance. */
export const machineWorld: World = {
  now: () => new Date(),
  random: (bytes) => randomBytes(bytes),
}
