import { displayWidth } from './display-width.ts'
import { printable } from './printable.ts'

/** One cell: foreign text is escaped, then aligned, then coloured, so that no colour code counts as width. */
export interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
}

export type Row = readonly (string | Cell)[]

const GAP = '  '

/**
 * Rows as lines of aligned columns, with the last column left ragged.
 *
 * Cells are measured twice rather than kept measured: ten thousand rows of objects cost more than the measuring.
 */
export function table(rows: readonly Row[]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(shown(row[column] ?? '')))
    }
  }
  return rows.map((row) => `${line(row, widths)}\n`).join('')
}

const shown = (cell: string | Cell): string => printable(typeof cell === 'string' ? cell : cell.text)

function line(row: Row, widths: readonly number[]): string {
  let text = ''
  for (let column = 0; column < row.length; column++) {
    const cell = row[column] ?? ''
    const content = shown(cell)
    text += typeof cell === 'string' || cell.paint === undefined ? content : cell.paint(content)
    if (column < row.length - 1) text += ' '.repeat((widths[column] ?? 0) - displayWidth(content)) + GAP
  }
  return text.trimEnd()
}
