import { describe, expect, it } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

describe('a rate limit', () => {
  it('allows so many in a time, and more only when that time is over', () => {
    let now = 0
    const may = createRateLimit(2, 1000, () => now)
    expect([may(), may(), may()]).toEqual([true, true, false])
    now = 999
    expect(may()).toBe(false)
    now = 1000
    expect([may(), may(), may()]).toEqual([true, true, false])
  })

  it('allows no more of a hundred at once than of three', () => {
    const may = createRateLimit(2, 1000, () => 5)
    expect(Array.from({ length: 100 }, may).filter(Boolean)).toHaveLength(2)
  })

  it('is not stretched by what it refused', () => {
    let now = 0
    const may = createRateLimit(1, 1000, () => now)
    may()
    now = 900
    may()
    now = 1000
    expect(may()).toBe(true)
  })
})
