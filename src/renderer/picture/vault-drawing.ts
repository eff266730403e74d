import { VERDICT_WORDS } from '../words/verdict-words.ts'
import type { Box, Drawing, Measure, PictureNode, Shape, TextShape, Tone } from './drawing.ts'
import { fitText } from './fit-text.ts'
import { ribbon } from './ribbon.ts'
import type { Extent, Lane } from './vault-lanes.ts'

const HEADING = 56
const ROW = 36
const FOOT = 10
const EDGE = 16
const BAR = 24
/** Names of the steps outward, each at its end. */
const SCALE = ['one thing', 'several', 'organisation', 'account'] as const
/** In a narrower picture the steps are not named, since the names would touch. */
const NAMED_FROM = 360

/** The blast radius of the whole vault: a lane to each domain, its bar as far beyond the wall as one leak goes. */
export function drawVault(lanes: readonly Lane[], { width, measure }: { width: number; measure: Measure }): Drawing {
  const height = HEADING + lanes.length * ROW + FOOT
  const wall = width / 2 + 0.5
  const crossing = lanes.filter(({ level, extent }) => level === 1 && extent !== 0 && extent !== null)
  const nodes = lanes.map((lane, index) => nodeOf(lane, HEADING + (index + 0.5) * ROW, { width, measure }))
  return {
    width,
    height,
    title: 'What the tokens reach beyond their domains',
    description: `${lanes
      .filter(({ level }) => level === 1)
      .map(sentenceOf)
      .join(' ')}`,
    shapes: [
      ...scaleOf(width),
      ...lanes.flatMap((lane, index) => linksOf(lane, HEADING + (index + 0.5) * ROW, width)),
      { kind: 'wall', x: wall },
      { kind: 'text', x: EDGE, y: 24, text: 'inside: where they may go', tone: 'second' },
      outsideHeading(crossing.length, wall),
    ],
    nodes,
  }
}

const outsideHeading = (crossing: number, wall: number): TextShape => {
  const text = crossing === 0 ? 'outside: nothing that is known' : 'outside: one leak reaches this'
  return { kind: 'text', x: wall + 15.5, y: 24, text, tone: crossing === 0 ? 'second' : 'outside' }
}

const sentenceOf = ({ name, counted, words }: Lane): string => `${name}, ${counted}: ${words}.`

/** Where an extent ends, in pixels from the left. */
function endOf(extent: Exclude<Extent, null>, width: number): number {
  const room = width / 2 - EDGE
  return width / 2 + (room * extent) / SCALE.length
}

function scaleOf(width: number): readonly Shape[] {
  return SCALE.flatMap((name, index): readonly Shape[] => {
    const x = endOf((index + 1) as 1 | 2 | 3 | 4, width)
    const rule: Shape = { kind: 'rule', path: `M${x} ${HEADING - 10}V${HEADING}` }
    const isNamed = width / 2 > NAMED_FROM || index % 2 === 1
    return isNamed
      ? [rule, { kind: 'text', x: x - 6, y: HEADING - 8, text: name, tone: 'second', anchor: 'end', light: true }]
      : [rule]
  })
}

/** Where the two bands of a lane begin: after the words on its left. */
const beginOf = (width: number): number => width * (width < 720 ? 0.39 : 0.34)

function linksOf({ level, verdict, extent, insiders }: Lane, y: number, width: number): readonly Shape[] {
  const x = beginOf(width)
  const wall = width / 2
  const scale = level === 1 ? 1 : 0.6
  const rule: Shape = { kind: 'rule', path: `M0 ${y - ROW / 2}H${width}` }
  const inside = { level: x + (wall - x) * 0.5, end: wall - 14 }
  if (extent === 0) {
    const tone: Tone = verdict === 'unknown' ? 'unknown' : 'inside'
    return [rule, { kind: 'link', tone, path: ribbon({ x, y }, { ...inside, y, width: 10 * scale }) }]
  }
  const tone: Tone = extent === null ? 'unknown' : 'outside'
  // What of the domain stays inside goes along below what crosses.
  const shift = insiders ? 4 : 0
  const beyond = { level: wall - 4, end: wall + 16, y: y - shift / 2, width: (BAR - 4) * scale - shift }
  const crossing: Shape = { kind: 'link', tone, path: ribbon({ x, y: y - shift / 2 }, beyond) }
  if (!insiders) return [rule, crossing]
  return [
    rule,
    crossing,
    { kind: 'link', tone: 'inside', path: ribbon({ x, y: y + 6 }, { ...inside, y: y + 12, width: 4 }) },
  ]
}

interface Look {
  readonly width: number
  readonly measure: Measure
}

function nodeOf(lane: Lane, y: number, look: Look): PictureNode {
  const { bar, words } = beyondOf(lane, y, look)
  return {
    id: lane.id,
    label: labelOf(lane),
    level: lane.level,
    expanded: lane.expanded,
    action: lane.action,
    ...{ x: 4, y: y - ROW / 2 + 2, width: look.width - 8, height: ROW - 4 },
    boxes: bar === null ? [] : [bar],
    texts: [...nameOf(lane, y, look), words],
    mark: { verdict: lane.verdict, x: EDGE + (lane.level === 1 ? 18 : 40), y: y - 7 },
    fold: lane.expanded === null ? null : { x: EDGE + 4, y, open: lane.expanded, tone: 'second' },
  }
}

function labelOf({ name, counted, verdict, extent, words }: Lane): string {
  const place = extent === 0 ? words : `beyond the wall: ${words}`
  return [name, counted, VERDICT_WORDS[verdict], place].filter(Boolean).join(', ')
}

function nameOf({ level, name, counted }: Lane, y: number, { width, measure }: Look): readonly TextShape[] {
  const x = EDGE + (level === 1 ? 40 : 62)
  const end = beginOf(width) - 10
  const count: TextShape = { kind: 'text', x: end, y: y + 4, text: counted, tone: 'second', anchor: 'end', light: true }
  const taken = measure(counted) + 12
  // Where both do not fit, the name is worth more than the count.
  const both = counted !== '' && Math.min(measure(name), 140) <= end - x - taken
  const text = fitText(name, end - x - (both ? taken : 0), measure)
  const shown: TextShape = { kind: 'text', x, y: y + 4, text, tone: 'text', light: level > 1 }
  return both ? [shown, count] : [shown]
}

/** Words cut to `room`; where they end by counting the rest, that stays. */
function fitEnds(words: string, room: number, measure: Measure): string {
  const rest = /, and \d+ more$/.exec(words)?.[0]
  if (rest === undefined || measure(words) <= room) return fitText(words, room, measure)
  return `${fitText(words.slice(0, -rest.length), room - measure(rest), measure)}${rest}`
}

/** The bar beyond the wall with its words in it, or after it where they do not fit. */
function beyondOf(
  { level, extent, words }: Lane,
  y: number,
  { width, measure }: Look,
): { bar: Box | null; words: TextShape } {
  const x = width / 2 + 15.5
  const tall = level === 1 ? BAR : BAR - 4
  const text = { kind: 'text', y: y + 4, light: level > 1 } as const
  if (extent === 0) {
    return {
      bar: null,
      words: { ...text, x, text: fitText(words, width - EDGE - x, measure), tone: 'second', light: true },
    }
  }
  const tone: Tone = extent === null ? 'unknown' : 'outside'
  const end = endOf(extent ?? 4, width)
  const bar: Box = { x, y: y - tall / 2, width: Math.max(8, end - x), height: tall, tone }
  const isIn = measure(words) <= bar.width - 20
  // A long bar has no room after it; a short one has.
  const after = width - EDGE - end - 8
  const inside = isIn || after < bar.width
  return {
    bar,
    words: {
      ...text,
      tone,
      x: inside ? x + 10 : end + 8,
      text: fitEnds(words, inside ? bar.width - 20 : after, measure),
    },
  }
}
