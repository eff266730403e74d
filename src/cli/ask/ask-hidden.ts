import { BulkheadError } from '../../core/errors.ts'
import { printable } from '../render/printable.ts'
import { readKeys } from './read-keys.ts'
import { NOTHING_TYPED, PASTE_MARKS, type Typed, typeMore } from './typed.ts'

// Bullets say that something arrived, not how much.
const BULLETS = 16

/**
 * Asks for a secret on the terminal without showing it.
 *
 * Prompt packages end at the first line end and drop the rest, or leave it to the shell, which would run it: a pasted
 * key of several lines is taken whole where the terminal marks pastes, and refused where it does not.
 *
 * @throws {BulkheadError} `cancelled`, `secret-invalid`.
 */
export async function askHidden(label: string): Promise<string> {
  const { state, text } = await typeLine(`${printable(label)}: `)
  if (state === 'given') return text
  if (state === 'cancelled') throw new BulkheadError('cancelled', 'nothing was typed')
  throw new BulkheadError('secret-invalid', 'several lines were pasted, and this terminal does not mark a paste', {
    hint: 'give it on standard input: bulkhead … < FILE',
  })
}

async function typeLine(prompt: string): Promise<Typed> {
  let typed = NOTHING_TYPED
  const begin = (): void => {
    process.stderr.write(PASTE_MARKS.on)
    show(prompt, '')
  }
  try {
    await readKeys(begin, (input) => {
      typed = typeMore(typed, input)
      show(prompt, typed.text)
      return typed.state !== 'open'
    })
    return typed
  } finally {
    process.stderr.write(`${PASTE_MARKS.off}\n`)
  }
}

/** Draws the line anew: carriage return, text, erase to its end (ECMA-48, EL). */
const show = (prompt: string, text: string): void =>
  void process.stderr.write(`\r${prompt}${'•'.repeat(Math.min(text.length, BULLETS))}\x1b[K`)
