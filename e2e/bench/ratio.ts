import type { Timings } from './interleave.ts'
import type { Row } from './row.ts'

/** A row that says how many times the median of `against` the median of `of` is. */
export const ratio = <Name extends string>(
  times: Timings<Name>,
  of: Name,
  against: Name,
  words: Pick<Row, 'what' | 'against'>,
  bound: Row['bound'],
): Row => ({
  ...words,
  value: times[of].median / times[against].median,
  unit: '×',
  medians: [times[of].median, times[against].median],
  bound,
})

export const atMost = (value: number): Row['bound'] => ({ at: 'most', value })

export const atLeast = (value: number): Row['bound'] => ({ at: 'least', value })
