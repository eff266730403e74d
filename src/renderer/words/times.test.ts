import { describe, expect, it } from 'vitest'
import { agoWords, expiryWords } from './times.ts'

const now = new Date('2026-06-15T12:00:00.000Z')
const after = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()
const hours = 3_600_000

describe('agoWords', () => {
  it.each([
    [-20_000, 'just now'],
    [-4 * 60_000, '4 min ago'],
    [-2 * hours, '2 h ago'],
    [-25 * hours, '1 day ago'],
    [-12 * 24 * hours, '12 days ago'],
    [-60 * 24 * hours, '16 Apr'],
    [-400 * 24 * hours, '11 May 2025'],
    // A clock that was set back must not make a time "in the past" negative.
    [hours, 'just now'],
  ])('says %i ms as %j', (offset, words) => {
    expect(agoWords(after(offset), now)).toBe(words)
  })

  it('says unknown for what is no time', () => {
    expect(agoWords('soon', now)).toBe('unknown')
  })
})

describe('expiryWords', () => {
  it.each([
    [0, 'expired'],
    [-hours, 'expired'],
    [30_000, 'in 1 min'],
    [5 * hours, 'in 5 h'],
    [47 * hours, 'in 47 h'],
    [12 * 24 * hours, 'in 12 days'],
    [90 * 24 * hours, '13 Sept'],
    [300 * 24 * hours, '11 Apr 2027'],
  ])('says %i ms as %j', (offset, words) => {
    expect(expiryWords(after(offset), now)).toBe(words)
  })
})
