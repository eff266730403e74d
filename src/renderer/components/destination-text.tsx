import { Fragment } from 'react'
import { printable, shorten } from '../words/printable.ts'

const SHOWN = 300

/** A destination that breaks after a slash when it has to break. */
export function DestinationText({ text }: { readonly text: string }) {
  const whole = printable(text)
  const parts = shorten(whole, SHOWN).split(/(?<=\/)/)
  return (
    <bdi className="code selectable" title={whole.length > SHOWN ? whole : undefined}>
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
