/**
 * What strangers may write where a token holds something: whatever it is, a bounded answer, quickly, and never a crash.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
import type { Contents } from '../token/contents.ts'
import { identify } from './identify.ts'
import { cpuTime } from './testing/cpu-time.ts'
import { packed } from './testing/fly-secret.ts'

const READERS = PROVIDERS.flatMap(({ id, formats }) =>
  formats.flatMap(({ kind, prefix, read }) => (read ? [{ id, kind, prefix, read }] : [])),
)

const encoded = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')
const nested = (opener: string, closer: string): string => `${opener.repeat(30_000)}1${closer.repeat(30_000)}`

const BOMBS: readonly (readonly [string, string])[] = [
  ['100 kB of A', 'A'.repeat(100_000)],
  ['100 kB of dots', '.'.repeat(100_000)],
  ['100 kB of dashes', '-'.repeat(100_000)],
  ['100 kB of padding', '='.repeat(100_000)],
  ['100 kB of commas', ','.repeat(100_000)],
  ['100 kB of underscores', '_'.repeat(100_000)],
  ['100 kB of ampersands', '&a=b'.repeat(25_000)],
  ['nested lists', encoded(nested('[', ']'))],
  ['nested objects', encoded(nested('{"a":', '}'))],
  [
    'an object of 20,000 keys',
    encoded(JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n])))),
  ],
  [
    'a macaroon of a thousand caveats',
    encoded(
      Uint8Array.from([2, 2, 1, 65, 0, ...Array(1000).fill([2, 1, 65, 0]).flat(), 0, 6, 32, ...Array(32).fill(1)]),
    ),
  ],
  ['a MessagePack bomb', encoded(new Uint8Array(50_000).fill(0x91))],
  ['a MessagePack list of many', encoded(Uint8Array.from([0xdd, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]))],
]

describe('what a form holds', () => {
  it.each(READERS)('is read in a few milliseconds from whatever $id $kind may be made of', ({ prefix, read }) => {
    for (const [, bomb] of BOMBS) {
      for (const text of [prefix + bomb, `${prefix}${bomb}.${bomb}.${bomb}`, `${prefix}${bomb}_${bomb}`]) {
        let contents: Contents | null = null
        expect(cpuTime(() => (contents = read(text)))).toBeLessThan(100)
        expectBounded(contents)
      }
    }
  })

  it.each(READERS)('is read from noise without a throw: $id $kind', ({ prefix, read }) => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }).map(encoded),
      fc.json().map((json) => encoded(json)),
      fc.json(),
      fc
        .array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.array(fc.integer()), fc.string()), { maxLength: 8 })
        .map((values) => encoded(Uint8Array.from(packed([[new Uint8Array(4), null], 'x', values, new Uint8Array(4)])))),
    )
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        for (const text of [prefix + left, `${prefix}${left}.${right}.x`, `${prefix}${left}_${right}`, left])
          expectBounded(read(text))
      }),
      { numRuns: 300, seed: 20261124 },
    )
  })

  it('is not looked for where no form matched', () => {
    const { contents, expiresAt } = identify(`fm2_${'A'.repeat(100_000)}`, PROVIDERS)
    expect([contents, expiresAt]).toEqual([null, null])
  })
})

/** No more than a screen of sentences, no name longer than can be kept, times that are times. */
function expectBounded(contents: Contents | null): void {
  if (contents === null) return
  expect(contents.says.length).toBeLessThanOrEqual(110)
  for (const sentence of contents.says) expect(sentence.length).toBeLessThan(3000)
  expect(contents.resources?.length ?? 0).toBeLessThanOrEqual(402)
  expect(contents.scopes?.length ?? 0).toBeLessThanOrEqual(201)
  for (const { name } of contents.resources ?? []) expect(name.length).toBeLessThanOrEqual(260)
  if (contents.expiresAt) expect(new Date(contents.expiresAt).toISOString()).toBe(contents.expiresAt)
}
