import { displayWidth } from './display-width.ts'
import { printable } from './printable.ts'

/** One cell: foreign text is escaped, then aligned, then coloured, so that no colour code counts as width. */
export interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
}

export type Row = readonly (string | Cell)[]

const GAP = '  '

/** Rows as lines of aligned columns, with the last column left ragged. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map(measured))
  const widths = widthsOf(cells)
  return cells.map((row) => `${line(row, widths).trimEnd()}\n`).join('')
}

interface Measured {
  readonly text: string
  readonly width: number
  readonly paint: (text: string) => string
}

function measured(cell: string | Cell): Measured {
  const { text, paint = (same: string) => same } = typeof cell === 'string' ? { text: cell } : cell
  const shown = printable(text)
  return { text: shown, width: displayWidth(shown), paint }
}

const line = (row: readonly Measured[], widths: readonly number[]): string =>
  row.map(({ text, width, paint }, column) => paint(text) + ' '.repeat((widths[column] ?? 0) - width)).join(GAP)

function widthsOf(rows: readonly (readonly Measured[])[]): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, { width }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width)
  }
  return widths
}
