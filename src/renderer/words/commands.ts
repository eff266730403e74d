/** A piece of a text: words, or a command to be typed. */
export interface Piece {
  readonly text: string
  readonly isCommand: boolean
}

/** Commands of `bulkhead` that a message may name, by whether a word after them belongs to them. */
const WITH_WORD = 'audit|bind|allow|edit|incident|narrow|quarantine|release|replay|reveal|rm|rotate|show|unbind'
const WITHOUT_WORD = 'add|check|doctor|exec|import|init|inspect|list|project|scan|sessions|shell'

const WORD = '[^\\s,;:]*[^\\s,;:.]'
const SWITCH = '--(?:broker|clean|json|learn|online|strict|yes)\\b'
const COMMAND = new RegExp(
  `\\bbulkhead (?:(?:${WITH_WORD})(?: (?!-)${WORD})?|(?:${WITHOUT_WORD})\\b)(?: (?:${SWITCH}|--[a-z-]+ [^\\s,;]*[^\\s,;.:]))*`,
  'g',
)

/** Tells what is to be typed from the words around it. */
export function splitCommands(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: command, index } of text.matchAll(COMMAND)) {
    if (index > at) pieces.push({ text: text.slice(at, index), isCommand: false })
    pieces.push({ text: command, isCommand: true })
    at = index + command.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isCommand: false })
  return pieces
}
