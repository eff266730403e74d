/** What has been typed at a hidden prompt. */
export interface Typed {
  readonly text: string
  /** Between the marks of a bracketed paste, where a line end is text. */
  readonly isPasting: boolean
  /** `several-lines`: more came after the line end, so that what was kept would be cut short. */
  readonly state: 'open' | 'given' | 'cancelled' | 'several-lines'
}

export const NOTHING_TYPED: Typed = { text: '', isPasting: false, state: 'open' }

/** Asks the terminal to mark what is pasted (xterm, "Bracketed Paste Mode"), and to stop it. */
export const PASTE_MARKS = { on: '\x1b[?2004h', off: '\x1b[?2004l' } as const

// One key at a time: a paste's marks, other escape sequences (arrows and such), a DOS line end, one character.
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters
const KEYS = /\x1b\[20[01]~|\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z]|[^[O]|$)|\r\n|./gsu

/** What has been typed after some more input of the terminal, in raw mode. */
export const typeMore = (typed: Typed, input: string): Typed => (input.match(KEYS) ?? []).reduce(typeKey, typed)

function typeKey(typed: Typed, key: string): Typed {
  const { text, isPasting, state } = typed
  if (state === 'given') return { ...typed, state: 'several-lines' }
  if (state !== 'open') return typed
  if (key === '\x1b[200~' || key === '\x1b[201~') return { ...typed, isPasting: key === '\x1b[200~' }
  // Terminals send a pasted line end as the Enter key.
  if (isPasting) return { ...typed, text: text + (key === '\r' ? '\n' : key) }
  const edit = EDITS[key]
  if (edit !== undefined) return edit(typed)
  return key < ' ' || key.startsWith('\x1b') ? typed : { ...typed, text: text + key }
}

const submit = (typed: Typed): Typed => ({ ...typed, state: 'given' })
const cancel = (typed: Typed): Typed => ({ ...typed, text: '', state: 'cancelled' })
const erase = (typed: Typed): Typed => ({ ...typed, text: typed.text.replace(/.$/su, '') })

const EDITS: Readonly<Record<string, (typed: Typed) => Typed>> = {
  '\r': submit,
  '\n': submit,
  '\r\n': submit,
  '\x03': cancel,
  '\x04': (typed) => (typed.text === '' ? cancel(typed) : submit(typed)),
  '\x7f': erase,
  '\b': erase,
  '\x15': (typed) => ({ ...typed, text: '' }),
}
