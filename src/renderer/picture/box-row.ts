import type { Measure } from './drawing.ts'
import type { ReachRow } from './reach-rows.ts'
import type { Frame } from './token-frame.ts'
import { wrapText } from './wrap-text.ts'

/** Height of a line of text, pixels. */
export const LINE = 14

const BOX = 28
const MEMBER = 22
const MOST_LINES = 4
/** Between one box and the next: of things, and of members of a group. */
const APART = 8
const CLOSE = 4
/** Room for the sign of what can be expanded. */
const FOLD = 14
/** How far the members of a group are set in. */
const INDENT = 14

/** A row with the box that holds its words: all of it but its height in the picture. */
export interface BoxedRow extends ReachRow {
  readonly x: number
  readonly width: number
  readonly height: number
  /** From one row to the next. */
  readonly step: number
  /** From the box's left side to its words. */
  readonly begin: number
  readonly lines: readonly string[]
}

/** Puts a row's words into a box: beyond the wall as wide as there is room, inside it no wider than the words, and at the wall. */
export function boxRow(row: ReachRow, frame: Frame, measure: Measure): BoxedRow {
  const isMember = row.level > 1
  const { from, to } = frame[row.side]
  const room = to - from - (isMember ? INDENT : 0)
  const begin = frame.padding + (row.expanded === null ? 0 : FOLD)
  const widthOf = (text: string): number => measure(text, isMember)
  const wrapped = (words: string) => wrapText(words, room - begin - frame.padding, widthOf, isMember ? 1 : MOST_LINES)
  const whole = wrapped(row.words)
  const lines = row.short !== null && whole.at(-1)?.endsWith('…') ? wrapped(row.short) : whole
  const width = row.side === 'beyond' ? room : Math.min(room, Math.max(...lines.map(widthOf)) + begin + frame.padding)
  const height = isMember ? MEMBER : BOX + (lines.length - 1) * LINE
  return { ...row, x: to - width, width, height, step: height + (isMember ? CLOSE : APART), begin, lines }
}

/** Lines of text around `middle`: each with its baseline. */
export const centred = (lines: readonly string[], middle: number): readonly { text: string; y: number }[] =>
  lines.map((text, index) => ({ text, y: middle + 4 + (index - (lines.length - 1) / 2) * LINE }))
