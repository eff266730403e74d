import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'

interface Props {
  readonly title: string
  readonly children: ReactNode
  /** In the middle of a whole pane. */
  readonly middle?: boolean
}

/** What to do where there is nothing yet. */
export function EmptyState({ title, children, middle = false }: Props) {
  const Heading = middle ? 'h1' : 'h2'
  return (
    <div className={middle ? 'empty empty-middle' : 'empty'}>
      {middle && <Logo />}
      <Heading className="empty-title">{title}</Heading>
      {children}
    </div>
  )
}
