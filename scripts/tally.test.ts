import { describe, expect, it } from 'vitest'
import { sum, summary } from './tally.ts'

describe('the last line of a test run', () => {
  it('counts what passed and failed', () => {
    const total = sum([
      { passed: 2, failed: 1, skipped: [] },
      { passed: 3, failed: 0, skipped: [] },
    ])
    expect(summary(total)).toBe('5 passed, 1 failed')
  })

  it('counts a skipped test and says why, before it', () => {
    const skipped = [{ name: 'the window > looks at macOS', why: 'not on Linux' }]
    expect(summary({ passed: 1, failed: 0, skipped })).toBe(
      'skipped: the window > looks at macOS — not on Linux\n1 passed, 0 failed, 1 skipped',
    )
  })
})
