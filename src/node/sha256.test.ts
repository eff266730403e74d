import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmacSha256, sha256 } from './sha256.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('SHA-256 in plain code', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('gives what FIPS 180-4 gives for %j', (text, expected) => {
    expect(hex(sha256(Buffer.from(text)))).toBe(expected)
  })

  it.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1_000, 70_000])(
    'agrees with node:crypto on %i bytes',
    (length) => {
      const bytes = Buffer.alloc(length, 0xa5)
      expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    },
  )

  it('agrees with node:crypto on anything, also as a view into a larger buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 20 }), (bytes, start) => {
        const view = bytes.subarray(Math.min(start, bytes.length))
        expect(hex(sha256(view))).toBe(createHash('sha256').update(view).digest('hex'))
      }),
    )
  })

  it('agrees with node:crypto on HMAC, with keys of any length, one after another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 300 }), (key, bytes) => {
        expect(hex(hmacSha256(key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'))
      }),
    )
  })
})
