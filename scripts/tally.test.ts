import { describe, expect, it } from 'vitest'
import { sum, summary } from './tally.ts'

describe('the last line of a test run', () => {
  it('counts what passed and failed', () => {
    const total = sum([
      { passed: 2, failed: 1, skipped: [], flaky: [] },
      { passed: 3, failed: 0, skipped: [], flaky: [] },
    ])
    expect(summary(total)).toBe('5 passed, 1 failed')
  })

  it('counts a skipped test and says why, before it', () => {
    const skipped = [{ name: 'the window > looks at macOS', why: 'not on Linux' }]
    expect(summary({ passed: 1, failed: 0, skipped, flaky: [] })).toBe(
      'skipped: the window > looks at macOS — not on Linux\n1 passed, 0 failed, 1 skipped',
    )
  })

  it('names a test that passed only at the second try, before it', () => {
    expect(summary({ passed: 2, failed: 0, skipped: [], flaky: ['keychain.test.ts > answers'] })).toBe(
      'flaky: keychain.test.ts > answers — failed at first, passed alone\n2 passed, 0 failed',
    )
  })
})
