import { printable } from './printable.ts'
import { timesRead } from './times.ts'

/** Names that are written small wherever they stand; the first is the command. */
const SMALL = new Set(['bulkhead', 'npm', 'ngrok'])

/** A message or reason of ours as a sentence of a page: a capital, a full stop, times in the reader's zone. */
export function sentence(text: string): string {
  const told = timesRead(printable(text.trim()))
  if (told === '') return ''
  // A first word with anything but letters in it is a name or a value and stays as it is written.
  const first = /^([a-z]+)[ ,:;]/.exec(told)?.[1]
  const begun = first === undefined || SMALL.has(first) ? told : told.charAt(0).toUpperCase() + told.slice(1)
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}
