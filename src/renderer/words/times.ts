const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Milliseconds of a day. */
export const DAY = 24 * HOUR

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const exactly = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const dateWords = (time: Date, now: Date): string =>
  (time.getFullYear() === now.getFullYear() ? dayAndMonth : withYear).format(time)

/** How long ago `iso` was: `4 min ago`, `2 h ago`, `12 days ago`, then the date. */
export function agoWords(iso: string, now: Date): string {
  const passed = now.getTime() - Date.parse(iso)
  if (Number.isNaN(passed)) return 'unknown'
  if (passed < MINUTE) return 'just now'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`
  if (passed < 30 * DAY) return `${plural(Math.floor(passed / DAY), 'day')} ago`
  return dateWords(new Date(iso), now)
}

/** When `iso` comes: `in 5 h`, `in 12 days`, then the date; `expired` when it has passed. */
export function expiryWords(iso: string, now: Date): string {
  const left = Date.parse(iso) - now.getTime()
  if (Number.isNaN(left)) return 'unknown'
  if (left <= 0) return 'expired'
  if (left < HOUR) return `in ${Math.max(1, Math.floor(left / MINUTE))} min`
  if (left < 2 * DAY) return `in ${Math.floor(left / HOUR)} h`
  if (left < 31 * DAY) return `in ${Math.floor(left / DAY)} days`
  return dateWords(new Date(iso), now)
}

/** The day of `iso` in the reader's zone. */
export const dayWords = (iso: string): string => withYear.format(new Date(iso))

/** Date and time to the second, in the reader's zone; for titles and tables. */
export function exactTime(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? iso : exactly.format(time)
}

/** The time of day to the second, in the reader's zone. */
export function clockTime(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? iso : clock.format(time)
}

const ISO_TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g

/** A text with its times as the reader reads them. */
export const timesRead = (text: string): string => text.replace(ISO_TIME, exactTime)
