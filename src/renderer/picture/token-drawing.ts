import type { TokenView } from '../../contract/view.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'
import { type BoxedRow, boxRow, centred, LINE } from './box-row.ts'
import type { Drawing, Measure, PictureNode, Shape } from './drawing.ts'
import { elbow } from './elbow.ts'
import { fitText } from './fit-text.ts'
import { type ReachRow, reachRows } from './reach-rows.ts'
import { LEAVES, ribbon } from './ribbon.ts'
import { EDGE, type Frame, frameOf } from './token-frame.ts'
import { wrapText } from './wrap-text.ts'

const HEADING = 36
/** Of a row with one line. */
const ROW = 36
const FOOT = 14
/** A ribbon that goes down more than this many times as far as to the right is too thin to be seen. */
const STEEP = 3
/** Between what crosses the wall and what stays inside. */
const GAP = 10

interface Look {
  readonly width: number
  readonly measure: Measure
  /** Ids of the groups that show their members. */
  readonly expanded: ReadonlySet<string>
}

/** The blast radius of one token: a ribbon to each thing it reaches, those in excess across the wall. */
export function drawToken(token: TokenView, { width, measure, expanded }: Look): Drawing {
  const frame = frameOf(width)
  const rows = reachRows(token, expanded)
  const boxed = rows.map((row) => boxRow(row, frame, measure))
  const beyond = boxed.filter(({ side }) => side === 'beyond')
  const inside = boxed.filter(({ side }) => side === 'inside')
  // Where links cross the wall, what is inside lies below them; where none does, it has the whole height.
  const gap = beyond.length > 0 ? GAP : 0
  const placed = [...placeRows(beyond, HEADING), ...placeRows(inside, HEADING + heightOf(beyond) + gap)]
  const height = HEADING + Math.max(2 * ROW, heightOf(boxed) + gap) + FOOT
  // An expanded group leaves the token where it was.
  const tops = heightOf(boxed.filter(({ level }) => level === 1))
  const sourceY = HEADING + Math.min(height - HEADING - FOOT, Math.max(2 * ROW, tops)) / 2
  return {
    width,
    height,
    title: `What ${token.name} reaches`,
    description: descriptionOf(token, rows),
    shapes: [...linksOf(placed, sourceY, frame), { kind: 'wall', x: frame.wall }, ...headings(token, frame, measure)],
    nodes: [sourceNode(token, sourceY, frame, measure), ...placed.map(nodeOf)],
  }
}

interface PlacedRow extends BoxedRow {
  /** Middle of its box. */
  readonly y: number
}

const heightOf = (rows: readonly BoxedRow[]): number => rows.reduce((sum, { step }) => sum + step, 0)

function placeRows(rows: readonly BoxedRow[], top: number): readonly PlacedRow[] {
  let edge = top
  return rows.map((row) => {
    edge += row.step
    return { ...row, y: edge - row.step / 2 }
  })
}

function linksOf(rows: readonly PlacedRow[], sourceY: number, { width, source }: Frame): readonly Shape[] {
  const ends = rows.filter(({ level }) => level === 1)
  return ends.map(({ side, tone, count, x, height, y }, index) => {
    const leaves = sourceY + (index - (ends.length - 1) / 2) * Math.min(LEAVES, 40 / ends.length)
    // Level before its box, so that it meets the box's side and not a corner.
    const level = side === 'inside' ? Math.min(width * 0.36, x - 1) : x - 6
    // Wider where more is reached; its logarithm, so that three hundred still leave room for one.
    const spread = Math.min(height - 4, 14 + 2 * Math.log2(count))
    const leaf = { x: EDGE + source, y: leaves }
    const isSteep = side === 'inside' && y - leaves > STEEP * (level - leaf.x)
    const path = isSteep
      ? elbow({ x: EDGE + source / 2, y: sourceY }, { x: x + 8, y, width: spread })
      : ribbon(leaf, { level, end: x + 8, y, width: spread })
    return { kind: 'link', tone, path }
  })
}

function sourceNode(token: TokenView, y: number, { source }: Frame, measure: Measure): PictureNode {
  const box = { x: EDGE, y: y - 21, width: source, height: 42 }
  const lines = wrapText(token.name, source - 12, measure, 2)
  return {
    id: 'source',
    label: `${token.name}, of the ${token.domain.kind} ${token.domain.name}`,
    ...{ level: 1, expanded: null, action: null, mark: null, fold: null },
    ...box,
    boxes: [{ ...box, tone: 'text' }],
    texts: centred(lines, y).map((line) => ({
      ...{ kind: 'text', x: EDGE + source / 2, tone: 'text', anchor: 'middle' },
      ...line,
    })),
  }
}

function nodeOf({ id, side, tone, level, expanded, action, y, begin, lines, words, ...place }: PlacedRow): PictureNode {
  const box = { x: place.x, y: y - place.height / 2, width: place.width, height: place.height }
  return {
    ...{ id, label: `${SIDE_WORDS[side]}: ${words}`, level, expanded, action, mark: null },
    ...box,
    boxes: [{ ...box, tone }],
    texts: centred(lines, y).map((line) => ({ kind: 'text', x: box.x + begin, tone, light: level > 1, ...line })),
    fold: expanded === null ? null : { x: box.x + 14, y: y - ((lines.length - 1) * LINE) / 2, open: expanded, tone },
  }
}

const SIDE_WORDS: Readonly<Record<ReachRow['side'], string>> = { inside: 'Inside', beyond: 'Beyond the wall' }

function headings(token: TokenView, { width }: Frame, measure: Measure): readonly Shape[] {
  const room = width / 2 - 32
  const crosses = token.excess.length > 0
  const fitting = outsideWords(token, crosses).find((words) => measure(words) <= room) ?? 'outside'
  return [
    { kind: 'text', x: EDGE, y: 24, text: fitText(`inside ${token.domain.name}`, room, measure), tone: 'second' },
    { kind: 'text', x: width / 2 + 16, y: 24, text: fitting, tone: crosses ? 'outside' : 'second' },
  ]
}

/** What stands over the right side, shorter and shorter. */
function outsideWords(token: TokenView, crosses: boolean): readonly string[] {
  if (crosses) return ['outside: one leak reaches this', 'one leak reaches this']
  return isReachUnknown(token) ? ['outside: not known'] : ['outside: nothing that is known', 'nothing that is known']
}

function descriptionOf({ name, domain }: TokenView, rows: readonly ReachRow[]): string {
  const list = (side: ReachRow['side']): string =>
    rows
      .filter((row) => row.side === side && row.level === 1)
      .map(({ words }) => words)
      .join('; ') || 'nothing that is known'
  return `${name} is of the ${domain.kind} ${domain.name}. Inside: ${list('inside')}. One leak reaches beyond it: ${list('beyond')}.`
}
