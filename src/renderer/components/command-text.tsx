import { Fragment } from 'react'

/** A command to be typed. It breaks between its words and never inside an option, whose dashes look like a place to. */
export function CommandText({ text }: { readonly text: string }) {
  return (
    <code className="inline-command">
      {text.split(' ').map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one text never change their order
        <Fragment key={index}>
          {index > 0 && ' '}
          <span className="word">{word}</span>
        </Fragment>
      ))}
    </code>
  )
}
