import { describe, expect, it } from 'vitest'
import { coalesce } from './coalesce.ts'

describe('coalesced work', () => {
  it('runs once for a burst that comes while it runs, and once more after it', async () => {
    const ends: (() => void)[] = []
    const run = coalesce(() => new Promise((resolve) => ends.push(resolve)))
    const first = run()
    const burst = [run(), run(), run()]
    expect(ends).toHaveLength(1)
    ends[0]?.()
    await first
    await Promise.resolve()
    expect(ends).toHaveLength(2)
    ends[1]?.()
    await Promise.all(burst)
    expect(ends).toHaveLength(2)
  })

  it('runs again after a failure', async () => {
    let runs = 0
    const run = coalesce(async () => {
      runs += 1
      if (runs === 1) throw new Error('no answer')
    })
    const [first, second] = [run(), run()]
    await expect(first).rejects.toThrow('no answer')
    await second
    expect(runs).toBe(2)
  })

  it('begins anew when nothing runs', async () => {
    let runs = 0
    const run = coalesce(async () => {
      runs += 1
    })
    await run()
    await run()
    expect(runs).toBe(2)
  })
})
