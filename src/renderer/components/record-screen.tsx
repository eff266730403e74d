import type { ReactNode } from 'react'

interface Props<T> {
  readonly title: string
  /** Headings of the columns. */
  readonly columns: readonly string[]
  /** null while they are read for the first time. */
  readonly records: readonly T[] | null
  /** What to show when there are none. */
  readonly empty: ReactNode
  /** The cells of one record: a row of the table. */
  readonly children: (record: T) => ReactNode
}

/** A screen that is one table of records. */
export function RecordScreen<T>({ title, columns, records, empty, children }: Props<T>) {
  if (records === null) return <main className="screen" aria-busy="true" tabIndex={-1} />
  if (records.length === 0) {
    return (
      // In a low window it scrolls, and what scrolls must be reached by keys.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      <main className="screen" tabIndex={0}>
        {empty}
      </main>
    )
  }
  return (
    <main className="screen" tabIndex={-1}>
      <div className="page">
        <h1 className="title">{title}</h1>
        {/* In a narrow window it scrolls, and what scrolls must be reached by keys. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <section className="card scrolled" aria-label={`${title}, newest first`} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{records.map(children)}</tbody>
          </table>
        </section>
      </div>
    </main>
  )
}
