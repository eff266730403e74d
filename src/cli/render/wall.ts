import { displayWidth } from './display-width.ts'
import type { Paint } from './paint.ts'
import { wrap } from './wrap.ts'

/** A titled column beside the wall; its lines are printable and uncoloured. */
export interface Side {
  readonly title: string
  readonly lines: readonly string[]
}

const WALL = '│'
/** Without a terminal, and on a wide one: the widest lines that still read well. */
export const DEFAULT_COLUMNS = 100
const NARROWEST = 64

/**
 * Domain and reach side by side with the bulkhead between them: what may be on the left, what can be on the right.
 *
 * On a narrow terminal one stands above the other, each behind its own piece of the wall.
 */
export function wall(left: Side, right: Side, { paint, columns }: { paint: Paint; columns: number | null }): string {
  const total = Math.min(columns ?? DEFAULT_COLUMNS, DEFAULT_COLUMNS)
  if (total < NARROWEST) return [left, right].map((side) => stacked(side, total, paint)).join('\n')
  const width = Math.floor((total - 3) / 2)
  const leftLines = wrapped(left, width)
  const rightLines = wrapped(right, width)
  const height = Math.max(leftLines.length, rightLines.length)
  return Array.from({ length: height }, (_, row) => {
    const text = leftLines[row] ?? ''
    const padded = text + ' '.repeat(width - displayWidth(text))
    const shown = row === 0 ? paint.strong : (same: string) => same
    return `${shown(padded)} ${WALL} ${shown(rightLines[row] ?? '')}`.trimEnd()
  })
    .map((line) => `${line}\n`)
    .join('')
}

const stacked = (side: Side, columns: number, paint: Paint): string =>
  wrapped(side, Math.max(columns - 2, 10))
    .map((line, row) => `${WALL} ${row === 0 ? paint.strong(line) : line}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')

const wrapped = ({ title, lines }: Side, width: number): string[] =>
  [title, '', ...lines].flatMap((line) => wrap(line, width))
