/** One line of the table: what was measured, against what, and the bound it should keep. */
export interface Row {
  readonly what: string
  readonly against: string
  /** The measured value: a ratio, milliseconds or a rate, as `unit` says. */
  readonly value: number
  readonly unit: '×' | 'ms' | '/s' | 'rows' | 'held'
  /** The two medians behind a ratio, in milliseconds. */
  readonly medians?: readonly [number, number]
  /** What is behind it where that is no pair of medians. */
  readonly behind?: string
  /** Why it was not measured: its bound is neither kept nor missed then. */
  readonly missing?: string
  readonly bound: { readonly at: 'most' | 'least'; readonly value: number }
}

export const keeps = ({ value, bound, missing }: Row): boolean =>
  missing !== undefined || (bound.at === 'most' ? value <= bound.value : value >= bound.value)

/** The table as text, one row a line, columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.against,
    row.missing === undefined ? format(row.value, row.unit) : '—',
    `${row.bound.at === 'most' ? '≤' : '≥'} ${format(row.bound.value, row.unit)}`,
    row.missing ?? row.behind ?? mediansOf(row),
    row.missing === undefined ? (keeps(row) ? 'ok' : 'MISSED') : '',
  ])
  const all = [['what', 'against', 'measured', 'to reach', 'behind it', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const mediansOf = ({ medians }: Row): string =>
  medians === undefined ? '' : `${medians.map((median) => median.toFixed(1)).join(' / ')} ms`

const format = (value: number, unit: Row['unit']): string =>
  unit === '×'
    ? `${value.toFixed(2)} ×`
    : `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en')} ${unit}`
