import { describe, expect, it } from 'vitest'
import type { TokenView } from '../../contract/view.ts'
import { tokenWith } from '../tokens/token-with.ts'
import type { Drawing } from './drawing.ts'
import { drawToken } from './token-drawing.ts'

const END = '; its domain is the project web'
const measure = (text: string): number => text.length * 7

const draw = (token: TokenView, expanded: readonly string[] = [], width = 624): Drawing =>
  drawToken(token, { width, measure, expanded: new Set(expanded) })

/** A token of the project web that reaches `count` repositories, all but the first of them in excess. */
const reaching = (count: number): TokenView => {
  const resources = Array.from({ length: count }, (_, index) => ({
    kind: 'repository',
    name: `acme/${index === 0 ? 'web' : `r${index}`}`,
  }))
  return tokenWith({
    verdict: count > 1 ? 'wide' : 'scoped',
    inside: resources.slice(0, 1),
    outside: resources.slice(1),
    excess: resources.slice(1).map(({ kind, name }) => `can read the ${kind} ${name}${END}`),
  })
}

const labels = ({ nodes }: Drawing): readonly string[] => nodes.slice(1).map(({ label }) => label)

describe('the picture of a token', () => {
  it('puts what is in excess beyond the wall and the rest before it', () => {
    const { width, nodes } = draw(reaching(3))
    const [, outside, inside] = nodes
    expect(labels(draw(reaching(3)))).toEqual([
      'Beyond the wall: 2 repositories of acme',
      'Inside: repository acme/web',
    ])
    expect(outside && outside.x > width / 2).toBe(true)
    expect(inside && inside.x + inside.width < width / 2).toBe(true)
  })

  it('never draws an unknown reach as if it stayed inside', () => {
    const drawing = draw(tokenWith({ verdict: 'unknown' }))
    expect(labels(drawing)).toContain('Beyond the wall: not known; treat it as wide')
    expect(drawing.description).toContain('not known')
  })

  it('draws nothing beyond the wall for a scoped token', () => {
    const { shapes, nodes, width } = draw(reaching(1))
    expect(shapes.some((shape) => shape.kind === 'link' && shape.tone !== 'inside')).toBe(false)
    expect(nodes.every(({ x, width: wide }) => x + wide < width / 2)).toBe(true)
  })

  it('is as high for 300 resources as for three', () => {
    expect(draw(reaching(300)).height).toBe(draw(reaching(3)).height)
    expect(labels(draw(reaching(300)))).toContain('Beyond the wall: 299 repositories of acme')
  })

  it('shows the members of a group that is open, and leads to the table for the rest', () => {
    const drawing = draw(reaching(300), ['beyond repository acme/'])
    expect(labels(drawing)).toContain('Beyond the wall: acme/r1')
    const [more] = drawing.nodes.filter(({ action }) => action?.kind === 'table')
    expect(more?.label).toBe('Beyond the wall: and 287 more, in the table')
    expect(drawing.nodes.length).toBeLessThan(20)
  })

  it.each([380, 624, 1200])('keeps every box inside a width of %d and apart from the others', (width) => {
    const { nodes, height } = draw(reaching(300), ['beyond repository acme/'], width)
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0)
      expect(node.x + node.width).toBeLessThanOrEqual(width)
      expect(node.y).toBeGreaterThan(30)
      expect(node.y + node.height).toBeLessThanOrEqual(height)
      expect(nodes.filter((other) => other !== node && overlap(node, other)).map(({ id }) => id)).toEqual([])
    }
  })

  it('never draws a doubtful reach as if it stayed inside, whatever rule decided the verdict', () => {
    const remedy = { text: '', url: '' }
    const doubt = { rule: 'BH013', severity: 'note', title: 'May do more than is known', why: '', remedy } as const
    expect(labels(draw(tokenWith({ verdict: 'wide', findings: [doubt] })))).toContain(
      'Beyond the wall: not known; treat it as wide',
    )
  })

  it('says a sentence whole in a narrow picture, over several lines', () => {
    const excess = 'read and write every repository of its user, private ones, too'
    const [, box] = draw(tokenWith({ verdict: 'god', excess: [`can ${excess}`] }), [], 420).nodes
    expect(box?.texts.map(({ text }) => text).join(' ')).toBe(excess)
    expect(box?.texts.length).toBeGreaterThan(1)
  })

  it('turns a corner to what stays inside, where a ribbon would be too steep to be seen', () => {
    const excess = Array.from({ length: 6 }, (_, index) => `can do thing ${index}, which takes more than one line`)
    const inside = [{ kind: 'repository', name: 'acme/web' }]
    const { shapes } = draw(tokenWith({ verdict: 'god', excess, inside }), [], 390)
    expect(shapes).toContainEqual(expect.objectContaining({ tone: 'inside', path: expect.stringContaining('Q') }))
    expect(shapes).not.toContainEqual(expect.objectContaining({ tone: 'outside', path: expect.stringContaining('Q') }))
  })

  it('leads what stays inside to the side of its box', () => {
    const { shapes, nodes } = draw(reaching(30), [], 420)
    const inside = nodes.find(({ id }) => id.startsWith('inside'))
    const link = shapes.find((shape) => shape.kind === 'link' && shape.tone === 'inside')
    const level = Number(/ ([\d.]+) [\d.]+L/.exec(link?.kind === 'link' ? link.path : '')?.[1])
    expect(level).toBeLessThanOrEqual(inside?.x ?? 0)
  })

  it('cuts words to their box', () => {
    const token = tokenWith({ verdict: 'god', excess: [`can ${'x'.repeat(5000)}`], name: 'n'.repeat(64) })
    for (const { texts, width } of draw(token, [], 380).nodes) {
      for (const { text } of texts) expect(measure(text)).toBeLessThanOrEqual(width)
    }
  })

  it('shows control characters of foreign text as symbols', () => {
    const { nodes } = draw(tokenWith({ verdict: 'god', excess: ['can \u202Eread'] }))
    expect(nodes.flatMap(({ texts }) => texts.map(({ text }) => text)).join()).not.toContain('\u202E')
  })
})

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
