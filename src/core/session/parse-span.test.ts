import { describe, expect, it } from 'vitest'
import { parseSpan } from './parse-span.ts'

describe('a span', () => {
  it.each([
    '',
    '0s',
    '0h',
    '1',
    'h',
    '1w',
    '-1h',
    '1.5h',
    '1h ',
    ' 1h',
    '30m1h',
    '8d',
    '169h',
    '1h1h',
    '1H',
    '١h',
    '99999999s',
  ])('is not %j', (text) => {
    expect(() => parseSpan(text)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it.each([
    ['1s', 1_000],
    ['90m', 5_400_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['1d2h3m4s', 93_784_000],
    ['7d', 604_800_000],
    ['168h', 604_800_000],
  ])('is %s', (text, span) => {
    expect(parseSpan(text)).toBe(span)
  })
})
