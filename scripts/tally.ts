/** What came out of some tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
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
})

/**
 * The last lines of a run: each skipped test with its reason, then `N passed, N failed`.
 */
export function summary({ passed, failed, skipped }: Tally): string {
  const lines = skipped.map(({ name, why }) => `skipped: ${name} — ${why}`)
  const counts = `${passed} passed, ${failed} failed`
  return [...lines, skipped.length === 0 ? counts : `${counts}, ${skipped.length} skipped`].join('\n')
}
