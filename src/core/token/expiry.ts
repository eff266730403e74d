import { BulkheadError } from '../errors.ts'

const DAY = /^(\d{4}-\d{2}-\d{2})$/
const SPAN = /^([1-9]\d{0,5})([dh])$/
// RFC 3339 section 5.6, with the T that it asks for.
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i

const HOUR_MS = 3_600_000
const SPAN_MS: Readonly<Record<string, number>> = { h: HOUR_MS, d: 24 * HOUR_MS }

/**
 * Reads `YYYY-MM-DD` (the end of that day, UTC), `90d`, `12h` or an RFC 3339 time, as ISO 8601 in UTC with milliseconds.
 *
 * @throws {BulkheadError} `usage` for anything else, for a day that does not exist, and for the past.
 */
export function parseExpiry(text: string, now: Date): string {
  const time = timeOf(text, now)
  if (time === null) throw invalid(`not a time: ${JSON.stringify(text.slice(0, 80))}`)
  if (time <= now.getTime()) throw invalid(`the expiry ${JSON.stringify(text.slice(0, 80))} is in the past`)
  return new Date(time).toISOString()
}

/** True when a token can no longer be used: its expiry has come. */
export const isExpired = ({ expiresAt }: { readonly expiresAt: string | null }, now: Date): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime()

function timeOf(text: string, now: Date): number | null {
  const [, day] = DAY.exec(text) ?? []
  if (day) return isDay(day) ? Date.parse(`${day}T23:59:59.999Z`) : null
  const [, count, unit] = SPAN.exec(text) ?? []
  if (count && unit) return now.getTime() + Number(count) * (SPAN_MS[unit] ?? Number.NaN)
  const [, date] = INSTANT.exec(text) ?? []
  return date && isDay(date) ? Date.parse(text.toUpperCase()) : null
}

// Date takes 31 February as 3 March; only a day that reads back unchanged exists.
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const invalid = (message: string): BulkheadError =>
  new BulkheadError('usage', message, {
    hint: 'write a day to come as 2027-01-31, a span as 90d or 12h, or an RFC 3339 time',
  })
