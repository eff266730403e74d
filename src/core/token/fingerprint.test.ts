import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const hash = {
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
  hmac: (key: Uint8Array, bytes: Uint8Array) => createHmac('sha256', key).update(bytes).digest(),
}
const salt = new Uint8Array(32).fill(7)

describe('fingerprint', () => {
  it('is none for text under 20 characters, which could be guessed', () => {
    expect(fingerprint('c'.repeat(19), salt, hash)).toBeNull()
  })

  it('is 128 bits of HMAC-SHA-256 under the salt', () => {
    const text = 'canary'.repeat(4)
    expect(fingerprint(text, salt, hash)).toBe(createHmac('sha256', salt).update(text).digest('hex').slice(0, 32))
  })

  it('differs from catalog to catalog', () => {
    expect(fingerprint('c'.repeat(20), salt, hash)).not.toBe(fingerprint('c'.repeat(20), new Uint8Array(32), hash))
  })
})
