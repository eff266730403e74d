import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly children: ReactNode
  /** In the middle of a whole pane. */
  readonly middle?: boolean
}

/** What to do where there is nothing yet. */
export function EmptyState({ title, children, middle = false }: Props) {
  return (
    <div className={middle ? 'empty empty-middle' : 'empty'}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
