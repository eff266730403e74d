import type { TokenView, Verdict } from '../../contract/view.ts'
import type { Drawing, Measure, PictureNode, Shape, TextShape } from './drawing.ts'
import { fitText } from './fit-text.ts'
import { type ReachRow, reachRows } from './reach-rows.ts'
import { LEAVES, ribbon } from './ribbon.ts'

const HEADING = 36
const ROW = 36
const BOX = 28
const MEMBER = 26
const FOOT = 14
/** Between what crosses the wall and what stays inside. */
const GAP = 10
/** Room for the sign of what can be expanded. */
const FOLD = 14
const EDGE = 16

interface Look {
  readonly width: number
  readonly measure: Measure
  /** Ids of the groups that show their members. */
  readonly expanded: ReadonlySet<string>
}

/** The blast radius of one token: a ribbon to each thing it reaches, those in excess across the wall. */
export function drawToken(token: TokenView, look: Look): Drawing {
  const rows = reachRows(token, look.expanded)
  const beyond = rows.filter(({ side }) => side === 'beyond')
  const inside = rows.filter(({ side }) => side === 'inside')
  // Where links cross the wall, what is inside lies below them; where none does, it has the whole height.
  const gap = beyond.length > 0 ? GAP : 0
  const placed = [...placeRows(beyond, HEADING), ...placeRows(inside, HEADING + heightOf(beyond) + gap)]
  const height = HEADING + Math.max(2 * ROW, heightOf(rows) + gap) + FOOT
  // An expanded group leaves the token where it was.
  const tops = rows.filter(({ level }) => level === 1).length
  const sourceY = HEADING + Math.min(height - HEADING - FOOT, Math.max(2, tops) * ROW) / 2
  const drawn = placed.map((row) => nodeOf(row, look))
  return {
    width: look.width,
    height,
    title: `What ${token.name} reaches`,
    description: descriptionOf(token, rows),
    shapes: [
      ...linksOf(placed, sourceY, look.width),
      { kind: 'wall', x: wallOf(look.width) },
      ...headings(token, look),
    ],
    nodes: [sourceNode(token, sourceY, look), ...drawn],
  }
}

const wallOf = (width: number): number => width / 2 + 0.5
const stepOf = ({ level }: ReachRow): number => (level === 1 ? ROW : MEMBER)
const heightOf = (rows: readonly ReachRow[]): number => rows.reduce((sum, row) => sum + stepOf(row), 0)

interface PlacedRow extends ReachRow {
  /** Middle of its box. */
  readonly y: number
}

function placeRows(rows: readonly ReachRow[], top: number): readonly PlacedRow[] {
  let edge = top
  return rows.map((row) => {
    edge += stepOf(row)
    return { ...row, y: edge - stepOf(row) / 2 }
  })
}

function linksOf(rows: readonly PlacedRow[], sourceY: number, width: number): readonly Shape[] {
  const ends = rows.filter(({ level }) => level === 1)
  const from = EDGE + sourceWidth(width)
  return ends.map(({ side, tone, count, y }, index) => {
    const leaves = sourceY + (index - (ends.length - 1) / 2) * Math.min(LEAVES, 40 / ends.length)
    const level = side === 'inside' ? width * 0.36 : width * 0.57
    const end = side === 'inside' ? wallOf(width) - 24 : width * 0.58 + 8
    // Wider where more is reached; its logarithm, so that three hundred still leave room for one.
    const spread = Math.min(BOX - 4, 14 + 2 * Math.log2(count))
    return {
      kind: 'link',
      tone,
      path: ribbon({ x: from, y: leaves }, { level: Math.min(level, end), end, y, width: spread }),
    }
  })
}

const sourceWidth = (width: number): number => Math.max(68, width * 0.15)

function sourceNode(token: TokenView, y: number, { width, measure }: Look): PictureNode {
  const wide = sourceWidth(width)
  const words = fitText(token.name, wide - 12, measure)
  return {
    id: 'source',
    label: `${token.name}, of the ${token.domain.kind} ${token.domain.name}`,
    level: 1,
    expanded: null,
    action: null,
    ...{ x: EDGE, y: y - 21, width: wide, height: 42 },
    boxes: [{ x: EDGE, y: y - 21, width: wide, height: 42, tone: 'text' }],
    texts: sourceTexts(token.name, words, { x: EDGE + wide / 2, y, room: wide - 12, measure }),
    mark: null,
    fold: null,
  }
}

/** A name that does not fit goes on to a second line, at a hyphen where there is one. */
function sourceTexts(
  name: string,
  cut: string,
  { x, y, room, measure }: { x: number; y: number; room: number; measure: Measure },
): readonly TextShape[] {
  const line = (text: string, dy: number): TextShape => ({
    kind: 'text',
    x,
    y: y + dy,
    text,
    tone: 'text',
    anchor: 'middle',
  })
  const head = cut.endsWith('…') ? (/^.*[-._]/.exec(cut.slice(0, -1))?.[0] ?? cut.slice(0, -1)) : cut
  if (head === cut || head === '') return [line(cut, 4)]
  return [line(head, -4), line(fitText(name.slice(head.length), room, measure), 12)]
}

function nodeOf(row: PlacedRow, { width, measure }: Look): PictureNode {
  const { side, tone, level, expanded, action, y } = row
  const indent = level === 1 ? 0 : 14
  const begin = 10 + (expanded === null ? 0 : FOLD)
  const room = (side === 'beyond' ? width * 0.39 : width * 0.24) - indent
  const words = fitText(row.words, room - begin - 10, measure)
  const boxWidth = side === 'beyond' ? room : Math.min(room, measure(words) + begin + 10)
  const x = side === 'beyond' ? width * 0.58 + indent : wallOf(width) - 14 - boxWidth
  const height = level === 1 ? BOX : MEMBER - 4
  const box = { x, y: y - height / 2, width: boxWidth, height }
  return {
    ...{ id: row.id, label: labelOf(row), level, expanded, action, mark: null },
    ...box,
    boxes: [{ ...box, tone }],
    texts: [{ kind: 'text', x: x + begin, y: y + 4, text: words, tone, light: level > 1 }],
    fold: expanded === null ? null : { x: x + 14, y, open: expanded, tone },
  }
}

const SIDE_WORDS: Readonly<Record<ReachRow['side'], string>> = { inside: 'Inside', beyond: 'Beyond the wall' }

const labelOf = ({ side, words }: ReachRow): string => `${SIDE_WORDS[side]}: ${words}`

function headings(token: TokenView, { width, measure }: Look): readonly Shape[] {
  const room = width / 2 - 32
  const crosses = token.excess.length > 0
  const fitting = outsideWords(token.verdict, crosses).find((words) => measure(words) <= room) ?? 'outside'
  return [
    { kind: 'text', x: EDGE, y: 24, text: fitText(`inside ${token.domain.name}`, room, measure), tone: 'second' },
    { kind: 'text', x: width / 2 + 16, y: 24, text: fitting, tone: crosses ? 'outside' : 'second' },
  ]
}

/** What stands over the right side, shorter and shorter. */
function outsideWords(verdict: Verdict, crosses: boolean): readonly string[] {
  if (crosses) return ['outside: one leak reaches this', 'one leak reaches this']
  return verdict === 'unknown' ? ['outside: not known'] : ['outside: nothing that is known', 'nothing that is known']
}

function descriptionOf({ name, domain }: TokenView, rows: readonly ReachRow[]): string {
  const list = (side: ReachRow['side']): string =>
    rows
      .filter((row) => row.side === side && row.level === 1)
      .map(({ words }) => words)
      .join('; ') || 'nothing that is known'
  return `${name} is of the ${domain.kind} ${domain.name}. Inside: ${list('inside')}. One leak reaches beyond it: ${list('beyond')}.`
}
