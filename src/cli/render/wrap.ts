import { displayWidth } from './display-width.ts'

/**
 * Printable text as lines of at most `width` columns, broken at spaces; a longer word is cut, since a wall stands beside it.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    const joined = current === '' ? word : `${current} ${word}`
    if (displayWidth(joined) <= width) current = joined
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current]
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word]
  const all: string[] = []
  let current = ''
  for (const character of word) {
    if (displayWidth(current + character) > width) {
      all.push(current)
      current = ''
    }
    current += character
  }
  return [...all, current]
}
