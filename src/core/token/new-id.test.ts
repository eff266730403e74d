import { describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'

describe('newId', () => {
  it('is a ULID behind its prefix', () => {
    // The example of the ULID specification: 1469918176385 begins with 01ARYZ6S41.
    expect(newId('tok', 1469918176385, new Uint8Array(10))).toBe('tok_01ARYZ6S410000000000000000')
  })

  it('uses all 80 random bits', () => {
    expect(newId('ses', 0, new Uint8Array(10).fill(0xff))).toBe('ses_0000000000ZZZZZZZZZZZZZZZZ')
  })

  it('sorts by time', () => {
    const ids = [1, 31, 32, 1e6, 1e12].map((now) => newId('tok', now, new Uint8Array(10)))
    expect(ids.toSorted()).toEqual(ids)
  })
})
