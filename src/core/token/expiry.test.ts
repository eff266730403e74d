import { describe, expect, it } from 'vitest'
import { isExpired, parseExpiry } from './expiry.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

describe('parseExpiry', () => {
  it.each([
    '',
    'soon',
    '0d',
    '-1d',
    '1.5d',
    '90',
    '90D',
    '90 d',
    '1w',
    '1000000d',
    '2027-02-29',
    '2027-13-01',
    '2027-1-1',
    '27-01-01',
    '2027-01-01T25:00:00Z',
    '2027-01-01T10:00Z',
    '2027-01-01T10:00:00',
    '2027-02-30T10:00:00Z',
    '2027-01-01 10:00:00Z',
    '2027-01-01T10:00:00+99:00',
    '2027-01-01T10:00:00Zx',
    ' 90d',
    '٩d',
    `${'9'.repeat(100_000)}d`,
  ])('refuses %j', (text) => {
    expect(() => parseExpiry(text, NOW)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it.each(['2026-11-23', '2020-01-01', '2026-11-24T10:00:00Z', '2026-11-24T10:59:59+01:00'])(
    'refuses %j, which is past',
    (text) => {
      expect(() => parseExpiry(text, NOW)).toThrow(/past/)
    },
  )

  it.each([
    ['2026-11-24', '2026-11-24T23:59:59.999Z'],
    ['2028-02-29', '2028-02-29T23:59:59.999Z'],
    ['90d', '2027-02-22T10:00:00.000Z'],
    ['12h', '2026-11-24T22:00:00.000Z'],
    ['2026-11-24T10:00:01Z', '2026-11-24T10:00:01.000Z'],
    ['2027-01-01T00:00:00.123456+02:00', '2026-12-31T22:00:00.123Z'],
    ['2027-01-01t00:00:00z', '2027-01-01T00:00:00.000Z'],
  ])('reads %j as %s', (text, iso) => {
    expect(parseExpiry(text, NOW)).toBe(iso)
  })
})

describe('isExpired', () => {
  it('is true from the very moment on, and never without one', () => {
    expect(isExpired({ expiresAt: '2026-11-24T10:00:00.000Z' }, NOW)).toBe(true)
    expect(isExpired({ expiresAt: '2026-11-24T10:00:00.001Z' }, NOW)).toBe(false)
    expect(isExpired({ expiresAt: null }, NOW)).toBe(false)
  })
})
