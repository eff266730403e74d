import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../core/identify/testing/cpu-time.ts'
import { readCarrier } from '../../core/token/carrier.ts'
import type { Carrier } from '../../core/token/provider.ts'
import { Fault } from '../wire/fault.ts'
import type { Field } from '../wire/head.ts'
import { type Carried, carriedInFields, carriedInQuery, carriersOf } from './carried.ts'
import vectors from './carried.vectors.json' with { type: 'json' }

const SEED = 20261124
const PLACEHOLDER = 'ghp_placeholder'

const carriersIn = (texts: readonly string[]): readonly Carrier[] =>
  carriersOf({ carriers: texts.flatMap((text) => readCarrier(text) ?? []) })

const fieldsIn = (fields: readonly (readonly string[])[]): Field[] =>
  fields.map(([name = '', value = '']) => [name, value])

const carriedIn = (fields: readonly Field[], target: string, carriers: readonly Carrier[]): readonly Carried[] => [
  ...carriedInFields(fields, carriers),
  ...carriedInQuery(target, carriers),
]

const bearer = (value: string): ReturnType<typeof carriedIn>[number] | undefined =>
  carriedIn([['Authorization', value]], '/', [{ kind: 'bearer' }])[0]

describe('what a request carries', () => {
  it.each(vectors)('$name', ({ input, expect: expected }) => {
    const carriers = carriersIn(input.carriers)
    const found = carriedIn(fieldsIn(input.fields), input.target, carriers)
    const seen = found.map(({ texts, replace, fits }) => ({
      texts: [...texts],
      swapped: texts.includes(PLACEHOLDER) ? replace(PLACEHOLDER, 'SECRET') : null,
      fits: !texts.includes(PLACEHOLDER) || carriers.some((carrier) => fits(carrier, PLACEHOLDER)),
    }))
    expect(seen).toEqual(expected)
  })

  it.each(['a\nb', 'a\r\nX-Admin: 1', 'a\rb', 'a\0b', 'a\x7fb', '\u001b[2J'])(
    'is refused where a secret would end the field: %j',
    (secret) => {
      const carried = bearer(`Bearer ${PLACEHOLDER}`)
      expect(() => carried?.replace(PLACEHOLDER, secret)).toThrow(
        expect.objectContaining({ name: 'Fault', message: expect.not.stringContaining(secret) }),
      )
    },
  )

  it('takes any secret inside Basic, and sends what ASCII lacks as UTF-8', () => {
    const secret = 'pässwörd€\r\n'
    const [inBasic] = carriedIn([['Authorization', `Basic ${btoa(`x:${PLACEHOLDER}`)}`]], '/', [{ kind: 'basic' }])
    expect(inBasic?.replace(PLACEHOLDER, secret)).toBe(`Basic ${Buffer.from(`x:${secret}`).toString('base64')}`)
    const plain = bearer(`Bearer ${PLACEHOLDER}`)?.replace(PLACEHOLDER, 'pässwörd€') ?? ''
    expect(Buffer.from(plain, 'latin1').toString()).toBe('Bearer pässwörd€')
  })

  it('keeps a secret in a query to its parameter', () => {
    const [found] = carriedIn([], `/?key=${PLACEHOLDER}`, [{ kind: 'query', parameter: 'key' }])
    expect(found?.replace(PLACEHOLDER, 'a&b=c#d e%\r\n/€')).toBe('key=a%26b%3Dc%23d%20e%25%0D%0A%2F%E2%82%AC')
  })

  it('is every field that a carrier names, whatever their values, and nothing is thrown but a Fault', () => {
    const value = fc.oneof(
      fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
      fc.base64String({ maxLength: 60 }).map((text) => `Basic ${text}`),
      fc
        .array(
          fc.constantFrom('Basic', 'Bearer', ' ', '\t', PLACEHOLDER, ':', '=', '&', '?', 'key=', '%', '+', 'Z2hw'),
          { maxLength: 8 },
        )
        .map((parts) => parts.join('')),
    )
    const name = fc.constantFrom('Authorization', 'authorization', 'X-Key', 'Accept', '__proto__')
    const carriers = fc.subarray(['bearer', 'basic', 'X-Key', 'X-Key Token', 'Authorization', 'query:key'])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, value), { maxLength: 4 }),
        value,
        carriers,
        fc.string(),
        (fields, query, texts, by) => {
          const chosen = carriersIn(texts)
          const found = carriedIn(fields, `/?${query}`, chosen)
          const isNamed = (field: string): boolean =>
            texts.length === 0
              ? field === 'authorization'
              : texts.some(
                  (text) => text.toLowerCase().startsWith(field) || (field === 'authorization' && /^b/.test(text)),
                )
          const expected = fields.flatMap(([field, held], at) =>
            isNamed(field.toLowerCase()) && held !== '' ? [at] : [],
          )
          expect(found.flatMap(({ field }) => field ?? [])).toEqual(expected)
          for (const { texts: held, replace, fits } of found) {
            for (const text of held) {
              for (const carrier of chosen) fits(carrier, text)
              try {
                expect(replace(text, by)).not.toMatch(/[\r\n\0]/)
              } catch (error) {
                expect(error).toBeInstanceOf(Fault)
              }
            }
          }
        },
      ),
      { numRuns: 5000, seed: SEED },
    )
  })

  it('puts one secret into Basic and leaves the other half as it was, byte for byte', () => {
    const half = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
    fc.assert(
      fc.property(
        half.filter((text) => !text.includes(':')),
        half,
        fc.boolean(),
        (user, password, isUser) => {
          const pair = isUser ? `${PLACEHOLDER}:${password}` : `${user}:${PLACEHOLDER}`
          const value = `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`
          const [found] = carriedIn([['Authorization', value]], '/', [{ kind: 'basic' }])
          const swapped = found?.replace(PLACEHOLDER, 'SECRET').slice('Basic '.length) ?? ''
          expect(Buffer.from(swapped, 'base64').toString('latin1')).toBe(pair.replace(PLACEHOLDER, 'SECRET'))
        },
      ),
      { numRuns: 1000, seed: SEED },
    )
  })

  it.each([
    ['blanks', `Bearer${' '.repeat(16_000)}`, '/'],
    ['letters', 'a'.repeat(16_000), '/'],
    ['Base64', `Basic ${'QQ'.repeat(8_000)}!`, '/'],
    ['padding', `Basic ${'='.repeat(16_000)}`, '/'],
    ['parameters', 'x', `/?${'key=1&'.repeat(2_600)}`],
    ['ampersands', 'x', `/?${'&'.repeat(16_000)}`],
    ['broken escapes', 'x', `/?key=${'%'.repeat(16_000)}`],
    ['plus signs', 'x', `/?${'+'.repeat(8_000)}=${'+'.repeat(8_000)}`],
  ])('is found in 16 kB at once: %s', (_, value, target) => {
    const carriers = carriersIn(['bearer', 'basic', 'query:key'])
    expect(cpuTime(() => carriedIn([['Authorization', value]], target, carriers))).toBeLessThan(100)
  })
})
