import { closeSync, openSync, readSync } from 'node:fs'
import type { World } from '../core/ports.ts'
import { nodeCrypto } from './node-crypto.ts'

/** This machine's clock and its source of chance. */
export const machineWorld: World = {
  now: () => new Date(),
  random: (bytes) => nodeCrypto().randomBytes(bytes),
}

const KERNEL_RANDOM = '/dev/urandom'

/** The same without node:crypto, which takes long to load: chance comes from the kernel itself, where it offers a file for that. */
export const kernelWorld: World = {
  now: () => new Date(),
  random(bytes) {
    try {
      return readFromKernel(bytes)
    } catch {
      return machineWorld.random(bytes)
    }
  },
}

function readFromKernel(bytes: number): Uint8Array {
  const descriptor = openSync(KERNEL_RANDOM, 'r')
  try {
    const random = new Uint8Array(bytes)
    if (readSync(descriptor, random) !== bytes) throw new RangeError('the kernel gave less than was asked for')
    return random
  } finally {
    closeSync(descriptor)
  }
}
