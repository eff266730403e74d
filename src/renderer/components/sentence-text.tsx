import { splitCommands } from '../words/commands.ts'
import { shorten } from '../words/printable.ts'
import { sentence } from '../words/sentence.ts'
import { CommandText } from './command-text.tsx'

const SHOWN = 600

/** A message or a reason as a sentence; what is to be typed stands out of it. */
export function SentenceText({ text }: { readonly text: string }) {
  const whole = sentence(text)
  return (
    <bdi title={whole.length > SHOWN ? whole : undefined}>
      {splitCommands(shorten(whole, SHOWN)).map((piece, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change their order
        piece.isCommand ? <CommandText key={index} text={piece.text} /> : piece.text,
      )}
    </bdi>
  )
}
