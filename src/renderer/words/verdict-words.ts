import type { Verdict } from '../../contract/view.ts'

/** A verdict in a badge. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  god: 'God-level',
  wide: 'Wider than domain',
  scoped: 'Scoped',
  unknown: 'Unknown reach',
}

/** Most urgent first. */
export const VERDICT_ORDER: readonly Verdict[] = ['god', 'wide', 'unknown', 'scoped']
