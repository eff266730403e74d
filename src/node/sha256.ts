/**
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104) in plain code, for the way of `exec` alone.
 *
 * node:crypto brings 38 modules along, a third of the time that Node itself takes to start, and `exec` needs of it a
 * few hashes: the next link of the audit chain, and fingerprints of what the environment holds. Both compare public
 * values; nothing is kept secret by this code. A test holds it against node:crypto.
 */

import type { Hash } from '../core/ports.ts'

// Signed words, here and in W: a process hashes too little for V8 to compile this, and its interpreter takes a word of
// 32 bits without a sign for a number on the heap, which made each block three times slower.
// biome-ignore format: a table of eight columns, as in the standard
const K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
)
// biome-ignore format: as above
const START = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
)
const BLOCK = 64

/** The hashes as a vault wants them, without node:crypto. */
export const plainHash: Hash = { sha256: (bytes) => sha256(bytes), hmac: (key, bytes) => hmacSha256(key, bytes) }

/** The SHA-256 of `bytes`, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = START.slice()
  absorb(state, padded(bytes, bytes.length))
  return digest(state)
}

/** HMAC-SHA-256 of `bytes` under `key`, 32 bytes. */
export function hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const { inner, outer } = keyStates(key)
  const first = inner.slice()
  absorb(first, padded(bytes, BLOCK + bytes.length))
  const second = outer.slice()
  absorb(second, padded(digest(first), BLOCK + 32))
  return digest(second)
}

interface KeyStates {
  readonly key: Uint8Array
  readonly inner: Int32Array
  readonly outer: Int32Array
}

// A process uses one key, the catalog's salt, for all its fingerprints: its two blocks are absorbed once.
let known: KeyStates | null = null

function keyStates(key: Uint8Array): KeyStates {
  if (known !== null && known.key.length === key.length && known.key.every((byte, at) => byte === key[at])) return known
  const block = new Uint8Array(BLOCK)
  block.set(key.length > BLOCK ? sha256(key) : key)
  const absorbed = (mask: number): Int32Array => {
    const state = START.slice()
    absorb(
      state,
      block.map((byte) => byte ^ mask),
    )
    return state
  }
  known = { key: key.slice(), inner: absorbed(0x36), outer: absorbed(0x5c) }
  return known
}

/** The end of a message: a one, zeros, and its length in bits. @param length Of the whole message, bytes. */
function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(length) * 8n)
  return whole
}

const W = new Int32Array(64)

/** Takes whole blocks into a state. FIPS 180-4, section 6.2.2; the names are those of that text. */
function absorb(state: Int32Array, blocks: Uint8Array): void {
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.length)
  for (let offset = 0; offset < blocks.length; offset += BLOCK) {
    schedule(view, offset)
    compress(state)
  }
}

function compress(state: Int32Array): void {
  const before = state as unknown as Eight
  let [a, b, c, d, e, f, g, h] = before
  for (let t = 0; t < 64; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + sum1 + (g ^ (e & (f ^ g))) + (K[t] as number) + (W[t] as number)) | 0
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (sum0 + ((a & b) | (c & (a | b)))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const after: Eight = [a, b, c, d, e, f, g, h]
  for (let at = 0; at < 8; at++) state[at] = (before[at] as number) + (after[at] as number)
}

type Eight = [number, number, number, number, number, number, number, number]

function schedule(view: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) W[t] = view.getInt32(offset + 4 * t)
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15] as number
    const y = W[t - 2] as number
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    W[t] = (W[t - 16] as number) + sigma0 + (W[t - 7] as number) + sigma1
  }
}

function digest(state: Int32Array): Uint8Array {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < 8; at++) view.setInt32(4 * at, state[at] as number)
  return bytes
}
