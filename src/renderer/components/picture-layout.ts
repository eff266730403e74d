import type { TokenView } from '../../contract/view.ts'
import { excessWords } from '../words/excess-words.ts'

export type LinkKind = 'inside' | 'outside' | 'unknown'

/** One thing that the token reaches, and where its box and its link lie. */
export interface PictureNode {
  readonly kind: LinkKind
  readonly text: string
  /** Middle of the box, pixels from the picture's top. */
  readonly y: number
  /** Outline of the link as an SVG path; x runs from 0 to 1000 whatever the width, y is in pixels. */
  readonly path: string
}

export interface PictureLayout {
  readonly height: number
  readonly sourceY: number
  readonly nodes: readonly PictureNode[]
}

const HEADING = 34
const ROW = 36
const FOOT = 12
const MOST_OUTSIDE = 4
const MOST_INSIDE = 3
/** Widths of a link where it leaves the token and where it arrives: it spreads. */
const LEAVES = 7
const ARRIVES = 17

/** Where links leave, in thousandths of the width; under the token's box. */
const SOURCE_X = 150
/** Where they are level again, and where they end, under their boxes; those inside are as wide as their words. */
const TARGET_X = { inside: { level: 320, end: 460 }, beyond: { level: 585, end: 600 } }

interface Drawn {
  readonly kind: LinkKind
  readonly text: string
}

function capped(texts: readonly string[], most: number): readonly string[] {
  if (texts.length <= most) return texts
  return [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`]
}

/** A ribbon between two vertical edges: two cubic curves whose handles lie halfway, then level up to its end. */
export function ribbon(from: { x: number; y: number }, to: { level: number; end: number; y: number }): string {
  const middle = (from.x + to.level) / 2
  const [top, bottom] = [from.y - LEAVES / 2, from.y + LEAVES / 2]
  const [up, down] = [to.y - ARRIVES / 2, to.y + ARRIVES / 2]
  return [
    `M${from.x} ${top}`,
    `C${middle} ${top} ${middle} ${up} ${to.level} ${up}`,
    `L${to.end} ${up}L${to.end} ${down}L${to.level} ${down}`,
    `C${middle} ${down} ${middle} ${bottom} ${from.x} ${bottom}Z`,
  ].join('')
}

function drawnOf({ domain, destinations, excess, verdict }: TokenView): readonly Drawn[] {
  const outside = capped(excess.map(excessWords), MOST_OUTSIDE).map((text): Drawn => ({ kind: 'outside', text }))
  const unknown: readonly Drawn[] = verdict === 'unknown' ? [{ kind: 'unknown', text: 'not known' }] : []
  const beyond = [...outside, ...unknown]
  const home = destinations.length === 0 ? [domain.name] : destinations
  // Where links cross the wall, what is inside takes one row below them.
  const inside = beyond.length > 0 && home.length > 1 ? [`${home.length} destinations`] : capped(home, MOST_INSIDE)
  return [...beyond, ...inside.map((text): Drawn => ({ kind: 'inside', text }))]
}

/** Lays out the picture under the wall: what crosses it above, what stays inside below. */
export function layPicture(token: TokenView): PictureLayout {
  const drawn = drawnOf(token)
  const height = HEADING + Math.max(2, drawn.length) * ROW + FOOT
  const first = HEADING + (height - HEADING - FOOT - drawn.length * ROW) / 2
  const sourceY = HEADING + (height - HEADING - FOOT) / 2
  const nodes = drawn.map(({ kind, text }, index): PictureNode => {
    const y = first + (index + 0.5) * ROW
    const leaves = sourceY + (index - (drawn.length - 1) / 2) * LEAVES
    const target = kind === 'inside' ? TARGET_X.inside : TARGET_X.beyond
    return { kind, text, y, path: ribbon({ x: SOURCE_X, y: leaves }, { ...target, y }) }
  })
  return { height, sourceY, nodes }
}
