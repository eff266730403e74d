import { describe, expect, it } from 'vitest'
import { fleetMarks } from './fleet-marks.ts'

describe('the overview’s picture', () => {
  it('shows one shape for a token', () => {
    expect(fleetMarks({ all: 4, god: 1, wide: 0, unknown: 1, scoped: 2 })).toEqual({
      inside: ['scoped', 'scoped'],
      beyond: ['god', 'unknown'],
      each: 1,
    })
  })

  it('never loses the one god-level token among ten thousand', () => {
    const { beyond, each } = fleetMarks({ all: 10_000, god: 1, wide: 0, unknown: 0, scoped: 9999 })
    expect(each).toBe(63)
    expect(beyond).toEqual(['god'])
  })
})
