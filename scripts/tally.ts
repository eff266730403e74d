/** What came out of some tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
  /** Names of tests that passed only when tried a second time; `passed` counts them. */
  readonly flaky: readonly string[]
}

export interface Skipped {
  readonly name: string
  readonly why: string
}

/** The sum of several tallies. */
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skipped: tallies.flatMap(({ skipped }) => skipped),
  flaky: tallies.flatMap(({ flaky }) => flaky),
})

/**
 * The last lines of a run: each skipped test with its reason, each flaky one by name, then `N passed, N failed`.
 */
export function summary({ passed, failed, skipped, flaky }: Tally): string {
  const lines = [
    ...skipped.map(({ name, why }) => `skipped: ${name} — ${why}`),
    ...flaky.map((name) => `flaky: ${name} — failed at first, passed alone`),
  ]
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped.length > 0 ? [`${skipped.length} skipped`] : [])]
  return [...lines, counts.join(', ')].join('\n')
}
