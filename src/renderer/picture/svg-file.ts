import type { Verdict } from '../../contract/view.ts'
import type { Drawing, Fold, Measure, PictureNode, Shape, TextShape, Tone } from './drawing.ts'
import { foldPath } from './fold-path.ts'
import type { Theme } from './themes.ts'
import { VERDICT_SHAPES } from './verdict-shapes.ts'

const FONT = "Inter, 'Inter Variable', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

// Everything outside these is written as it is: the file is UTF-8. Controls never get here, but XML admits none.
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '')

type Attributes = Readonly<Record<string, string | number | undefined>>

function tag(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${escaped(String(typeof value === 'number' ? Math.round(value * 10) / 10 : value))}"`,
    )
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

/**
 * A picture as a file that stands alone: its own colours, its fonts by name, its words for those who hear it.
 *
 * @param measure In the font that the picture was laid out in: where that font is missing, texts are fitted to the same width.
 */
export function svgFile(drawing: Drawing, theme: Theme, measure: Measure): string {
  const ink: Ink = { theme, measure }
  const { width, height, title, description } = drawing
  const parts = [
    tag('title', { id: 'title' }, escaped(title)),
    tag('desc', { id: 'desc' }, escaped(description)),
    tag('rect', { width, height, fill: theme.background }),
    ...drawing.shapes.map((shape) => shapeTag(shape, height, ink)),
    ...drawing.nodes.map((node) => nodeTag(node, ink)),
  ]
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...{ width, height, viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`, role: 'img' },
    ...{ 'aria-labelledby': 'title desc', 'font-family': FONT, 'font-size': 12 },
  }
  return `${tag('svg', attributes, `\n${parts.join('\n')}\n`)}\n`
}

interface Ink {
  readonly theme: Theme
  readonly measure: Measure
}

function shapeTag(shape: Shape, height: number, ink: Ink): string {
  const { theme } = ink
  switch (shape.kind) {
    case 'text':
      return textTag(shape, ink)
    case 'link':
      return tag('path', { d: shape.path, fill: theme.tones[shape.tone], 'fill-opacity': LINK_OPACITY[shape.tone] })
    case 'rule':
      return tag('path', { d: shape.path, stroke: theme.tones.rule, fill: 'none' })
    case 'wall':
      return tag('rect', { x: shape.x - 1.5, y: 0, width: 3, height, fill: theme.tones.text })
  }
}

/** Unlike the rest of a tone, what links cover must still be seen. */
const LINK_OPACITY: Readonly<Record<Tone, string>> = {
  ...{ inside: '0.5', outside: '0.36', unknown: '0.22', text: '1', second: '1', rule: '1' },
}

function nodeTag(node: PictureNode, ink: Ink): string {
  const { theme } = ink
  return tag(
    'g',
    {},
    [
      ...node.boxes.map(({ tone, ...place }) => {
        const line = tone === 'text' ? theme.edge : theme.tones[tone]
        const dashes = tone === 'unknown' ? '4 3' : undefined
        return tag('rect', { ...place, rx: 6, fill: theme.fills[tone], stroke: line, 'stroke-dasharray': dashes })
      }),
      ...(node.mark === null ? [] : [markTag(node.mark, theme)]),
      ...(node.fold === null ? [] : [foldTag(node.fold, theme)]),
      ...node.texts.map((text) => textTag(text, ink)),
    ].join(''),
  )
}

const foldTag = (fold: Fold, theme: Theme): string =>
  tag('path', { d: foldPath(fold), fill: 'none', stroke: theme.tones[fold.tone], 'stroke-width': '1.5' })

function markTag({ verdict, x, y }: { verdict: Verdict; x: number; y: number }, theme: Theme): string {
  const { path, stroke, dashes } = VERDICT_SHAPES[verdict]
  const colour = theme.verdicts[verdict]
  const look =
    stroke === undefined
      ? { fill: colour }
      : { fill: 'none', stroke: colour, 'stroke-width': String(stroke), 'stroke-dasharray': dashes }
  return tag('path', { d: path, transform: `translate(${x} ${y}) scale(0.88)`, ...look })
}

function textTag({ x, y, text, tone, anchor, light = false }: TextShape, { theme, measure }: Ink): string {
  const look = { fill: theme.tones[tone], 'text-anchor': anchor, 'font-weight': light ? undefined : '600' }
  const fit = { textLength: measure(text, light), lengthAdjust: 'spacingAndGlyphs' }
  return tag('text', { x, y, ...look, ...(text === '' ? {} : fit), 'unicode-bidi': 'isolate' }, escaped(text))
}
