/**
 * Counts what is asked and says whether it is still allowed: at most `most` times in any `withinMs`.
 *
 * @param now Milliseconds; it must never run backwards.
 */
export function createRateLimit(most: number, withinMs: number, now: () => number): () => boolean {
  let allowed: readonly number[] = []
  return () => {
    const at = now()
    const recent = allowed.filter((time) => time > at - withinMs)
    if (recent.length >= most) return false
    allowed = [...recent, at]
    return true
  }
}
