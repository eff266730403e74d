import { printable, shorten } from '../words/printable.ts'

/** Longer than most lines hold, short enough for any number of them to be laid out at once. */
const SHOWN = 200
/** From here on a narrow place may cut the text, so that its whole is kept in the title. */
const WORTH_A_TITLE = 18

interface Props {
  readonly text: string
  readonly className?: string
  /** Longest that is shown, in UTF-16 units. */
  readonly limit?: number
}

/** Text that others wrote: isolated from the direction around it, its controls visible, cut, and whole in its title. */
export function Foreign({ text, className, limit = SHOWN }: Props) {
  const whole = printable(text)
  const title = whole.length > WORTH_A_TITLE ? whole : undefined
  return (
    <bdi className={className} title={title}>
      {shorten(whole, limit)}
    </bdi>
  )
}
