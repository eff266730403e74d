import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Packed, readPacked } from './read-packed.ts'
import { cpuTime } from './testing/cpu-time.ts'
import { packed } from './testing/fly-secret.ts'

const read = (...bytes: number[]) => readPacked(Uint8Array.from(bytes))

const values: fc.Arbitrary<Packed> = fc.letrec<{ value: Packed }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
    fc.bigInt({ min: 2n ** 60n, max: 2n ** 64n - 1n }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc
      .array(fc.tuple(fc.string({ maxLength: 5 }), tie('value')), { maxLength: 20 })
      .map((entries) => new Map<Packed, Packed>(entries)),
  ),
})).value

describe('readPacked', () => {
  it.each([
    ['nothing', []],
    ['a type that is never used', [0xc1]],
    ['an extension', [0xd4, 1, 0]],
    ['a text that is cut', [0xa3, 0x61]],
    ['bytes with a length beyond the end', [0xc6, 0xff, 0xff, 0xff, 0xff]],
    ['a list of four thousand million', [0xdd, 0xff, 0xff, 0xff, 0xff]],
    ['a map of four thousand million', [0xdf, 0xff, 0xff, 0xff, 0xff, 1]],
    ['a map without its last value', [0x81, 1]],
    ['text that is no UTF-8', [0xa1, 0xff]],
    ['two values', [1, 2]],
    ['a number that is cut', [0xcf, 1, 2, 3]],
  ])('answers %s with undefined', (_, bytes) => {
    expect(read(...bytes)).toBeUndefined()
  })

  it('answers a bomb with undefined, at once', () => {
    for (const opener of [0x91, 0xdc, 0x81]) {
      const bomb = new Uint8Array(100_000).fill(opener)
      expect(cpuTime(() => expect(readPacked(bomb)).toBeUndefined())).toBeLessThan(50)
    }
    const wide = Uint8Array.from([0xdd, 0, 1, 0, 0, ...Array<number>(65_536).fill(1)])
    expect(cpuTime(() => expect(readPacked(wide)).toBeUndefined())).toBeLessThan(50)
  })

  it('reads back what was packed', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readPacked(Uint8Array.from(packed(value)))).toEqual(value)
      }),
      { numRuns: 500, seed: 20261124 },
    )
  })

  it('never throws on noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => readPacked(noise)).not.toThrow()
      }),
      { numRuns: 3000, seed: 20261124 },
    )
  })
})
