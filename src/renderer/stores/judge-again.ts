import type { TokenRow } from '../tokens/token-rows.ts'

/** Other limits than an expiry (unused for 90 days, ending within a week) are passed unseen for no longer than this. */
const LONGEST = 60 * 60_000

/**
 * When the tokens are to be judged again because of the time that passes: right after the next one expires.
 *
 * @returns Milliseconds from `now`.
 */
export function nextJudging(rows: readonly TokenRow[], now: Date): number {
  let soonest = LONGEST
  for (const { token } of rows) {
    const left = token.expiresAt === null ? Number.NaN : Date.parse(token.expiresAt) - now.getTime()
    if (left >= 0 && left < soonest) soonest = left + 1
  }
  return soonest
}

interface Judged {
  readonly getState: () => { readonly rows: readonly TokenRow[] }
  readonly subscribe: (
    listener: (state: { readonly rows: readonly TokenRow[] }, before: { readonly rows: readonly TokenRow[] }) => void,
  ) => () => void
}

/** Reads the tokens again each time the clock passes what a verdict hangs on. @returns Stops it. */
export function judgeAgain(tokens: Judged, refresh: () => Promise<void>, now: () => Date): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh().finally(wait), nextJudging(tokens.getState().rows, now()))
  }
  const stop = tokens.subscribe((state, before) => state.rows === before.rows || wait())
  wait()
  return () => {
    clearTimeout(timer)
    stop()
  }
}
