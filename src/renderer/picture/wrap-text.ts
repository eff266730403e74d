import { printable } from '../words/printable.ts'
import type { Measure } from './drawing.ts'
import { fitText } from './fit-text.ts'

/**
 * Foreign text in as few lines as it needs, each of which fits into `room` pixels; the last one is cut where they are not enough.
 *
 * It breaks between words and after the marks of addresses and names, and leaves no line much shorter than the others.
 */
export function wrapText(text: string, room: number, measure: Measure, most: number): readonly string[] {
  const lines = filled(text, room, measure, most)
  if (lines.length === 1 || lines.at(-1)?.endsWith('…')) return lines
  let even = lines
  let [fails, works] = [room / 2, room]
  while (works - fails > STEP) {
    const middle = (fails + works) / 2
    const tried = filled(text, middle, measure, lines.length)
    if (tried.at(-1)?.endsWith('…')) fails = middle
    else [works, even] = [middle, tried]
  }
  return even
}

/** How closely the narrowest room for as many lines is searched for, pixels. */
const STEP = 4

function filled(text: string, room: number, measure: Measure, most: number): readonly string[] {
  const whole = printable(text)
  const lines: string[] = []
  let rest = whole
  while (rest !== '' && lines.length < most - 1 && !fits(rest, room, measure)) {
    const line = longest(rest, room, measure)
    if (line === '') break
    lines.push(line.trimEnd())
    rest = rest.slice(line.length)
  }
  return [...lines, fitText(rest, room, measure)]
}

const fits = (text: string, room: number, measure: Measure): boolean => text.length <= 400 && measure(text) <= room

/** The longest beginning of `text` that ends where it may break, and fits; empty when none does. */
function longest(text: string, room: number, measure: Measure): string {
  let line = ''
  for (const { index, 0: mark } of text.slice(0, 400).matchAll(/[\s/.,_:-]/g)) {
    const end = index + mark.length
    if (measure(text.slice(0, end).trimEnd()) > room) break
    line = text.slice(0, end)
  }
  return line
}
