import { Fragment } from 'react'
import { printable, shorten } from '../words/printable.ts'

const SHOWN = 300

interface Props {
  readonly text: string
  readonly className?: string
  /** Longest that is shown, in UTF-16 units. */
  readonly limit?: number
}

/** An address, a path or a variable: when it has to break, it breaks after one of its own marks. */
export function BreakableText({ text, className = 'code selectable', limit = SHOWN }: Props) {
  const whole = printable(text)
  const parts = shorten(whole, limit).split(/(?<=[/_.,])/)
  return (
    <bdi className={className} title={whole.length > limit ? whole : undefined}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change their order
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  )
}
