import { BulkheadError } from '../errors.ts'

const SPAN = /^(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?$/

const SECOND = 1000
const UNITS = [24 * 60 * 60 * SECOND, 60 * 60 * SECOND, 60 * SECOND, SECOND] as const

/** Longest span taken, ms: a week. */
const LONGEST = 7 * UNITS[0]

/**
 * Reads how long a session may last: `1h`, `90m`, `1h30m`, `45s`, up to a week; in milliseconds.
 *
 * @throws {BulkheadError} `usage`.
 */
export function parseSpan(text: string): number {
  const [, ...counts] = SPAN.exec(text) ?? []
  const span = counts.reduce((sum, count, unit) => sum + Number(count ?? 0) * (UNITS[unit] ?? 0), 0)
  if (span > 0 && span <= LONGEST) return span
  throw new BulkheadError('usage', `not a time to last: ${JSON.stringify(text.slice(0, 40))}`, {
    hint: 'write it as 1h, 90m or 1h30m, up to 7d',
  })
}
