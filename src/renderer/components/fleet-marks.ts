import type { Verdict } from '../../contract/view.ts'

/** More shapes than this are not seen as single things any more. */
const MOST_MARKS = 160

const repeat = (verdict: Verdict, count: number, each: number): readonly Verdict[] =>
  Array.from({ length: Math.ceil(count / each) }, () => verdict)

/**
 * The shapes of the overview's picture.
 *
 * @returns `each` is how many tokens one shape stands for; a verdict that occurs at all has at least one.
 */
export function fleetMarks(counts: Readonly<Record<Verdict | 'all', number>>) {
  const each = Math.max(1, Math.ceil(counts.all / MOST_MARKS))
  const beyond = (['god', 'wide', 'unknown'] as const).flatMap((verdict) => repeat(verdict, counts[verdict], each))
  return { inside: repeat('scoped', counts.scoped, each), beyond, each }
}
