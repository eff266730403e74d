import type { Severity, Verdict } from '../../core/token/finding.ts'
import type { Paint } from './paint.ts'
import type { Cell } from './table.ts'

// Shapes before colours: they survive greyscale, colour blindness and a copy into an issue.
const SHAPE: Readonly<Record<Verdict, string>> = { god: '◆', wide: '▲', scoped: '☑', unknown: '◌' }

/** `◆ god`: a verdict as a shape and its word. */
export const verdictMark = (verdict: Verdict): string => `${SHAPE[verdict]} ${verdict}`

/** The mark as a cell of a table, in its colour. */
export const verdictCell = (paint: Paint, verdict: Verdict): Cell => ({
  text: verdictMark(verdict),
  paint: (text) => paint.verdict(verdict, text),
})

/** A finding's severity as a shape and its word; a note takes a plain dot. */
export function severityMark(paint: Paint, severity: Severity): string {
  return severity === 'note' ? '· note' : paint.verdict(severity, verdictMark(severity))
}
