import { describe, expect, it } from 'vitest'
import { type FileResults, filesToTryAgain, tallyOf } from './unit-results.ts'

const file = (path: string, passed: number, ...failed: string[]): FileResults => ({ path, passed, failed, skipped: [] })
const run = (...files: FileResults[]) => ({ files, unhandled: 0 })

describe('a second try', () => {
  it('is for the few files that failed', () => {
    expect(filesToTryAgain(run(file('a', 1), file('b', 2, 'b > x')))).toEqual(['b'])
    expect(filesToTryAgain(run(file('a', 1)))).toEqual([])
  })

  it('is not for many, nor after an error outside of the tests', () => {
    expect(filesToTryAgain(run(...['a', 'b', 'c', 'd', 'e'].map((name) => file(name, 0, 'x'))))).toEqual([])
    expect(filesToTryAgain({ files: [file('a', 0, 'x')], unhandled: 1 })).toEqual([])
  })

  it('counts what passed alone, and names it', () => {
    const first = run(file('a', 5), file('b', 1, 'b > x', 'b > y'))
    expect(tallyOf(first, run(file('b', 2, 'b > y')))).toEqual({
      passed: 7,
      failed: 1,
      skipped: [],
      flaky: ['b > x'],
    })
  })

  it('that crashed leaves the failures of the first', () => {
    expect(tallyOf(run(file('a', 5), file('b', 1, 'b > x')))).toMatchObject({ passed: 6, failed: 1, flaky: [] })
  })
})
