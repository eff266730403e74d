import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from './crc32.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

describe('crc32', () => {
  it('gives the check value of its standard', () => {
    expect(crc32('123456789')).toBe(0xcbf43926)
    expect(crc32('')).toBe(0)
  })

  it('agrees with zlib', () => {
    const ascii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)) })
    fc.assert(fc.property(ascii, (text) => crc32(text) === zlibCrc32(text)))
  })
})
