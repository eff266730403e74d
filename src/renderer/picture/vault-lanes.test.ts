import { describe, expect, it } from 'vitest'
import type { TokenView } from '../../contract/view.ts'
import { rowsOf } from '../tokens/token-rows.ts'
import { tokenWith } from '../tokens/token-with.ts'
import { drawVault } from './vault-drawing.ts'
import { extentOf, lanesOf } from './vault-lanes.ts'

const NOW = new Date('2026-11-24T00:00:00Z')
const { reach } = tokenWith({})

let made = 0
const token = (changes: Partial<TokenView>): TokenView => {
  made += 1
  return tokenWith({ id: `tok_${String(made).padStart(26, '0')}`, name: `t${made}`, ...changes })
}
const god = (name: string): TokenView =>
  token({
    verdict: 'god',
    domain: { kind: 'project', name },
    reach: { ...reach, breadth: 'account' },
    excess: [`can administer everything of its account; its domain is the project ${name}`],
  })
const scoped = (name: string): TokenView => token({ domain: { kind: 'project', name } })

const lanes = (tokens: readonly TokenView[], expanded: readonly string[] = []) =>
  lanesOf(rowsOf(tokens, NOW), new Set(expanded))

describe('the lanes of the vault', () => {
  it('never shows an unknown reach as inside', () => {
    const [lane] = lanes([token({ verdict: 'unknown' })])
    expect(lane).toMatchObject({ extent: null, words: 'not known; treat it as wide' })
  })

  it('never shows a doubtful one as inside where another rule decided the verdict', () => {
    const remedy = { text: '', url: '' }
    const doubt = { rule: 'BH013', severity: 'note', title: 'May do more than is known', why: '', remedy } as const
    const [lane] = lanes([token({ verdict: 'wide', findings: [doubt] })])
    expect(lane).toMatchObject({ extent: null, words: 'not known; treat it as wide' })
  })

  it('shows a domain by its furthest reaching token, the furthest domain first', () => {
    const shown = lanes([scoped('a'), scoped('b'), god('b')])
    expect(shown.map(({ name, counted, extent }) => [name, counted, extent])).toEqual([
      ['project b', '2 tokens', 4],
      ['project a', '1 token', 0],
    ])
  })

  it('names the furthest reaching thing first', () => {
    const organisation = token({
      verdict: 'god',
      name: 'a',
      domain: { kind: 'project', name: 'b' },
      reach: { ...reach, breadth: 'organisation' },
      excess: ['can administer the organisation acme; its domain is the project b'],
    })
    expect(lanes([organisation, god('b')])[0]?.words).toBe('administer everything of its account, and 1 more')
  })

  it('says what keeps a domain that stays inside from being quiet', () => {
    const finding = {
      rule: 'BH007',
      severity: 'wide',
      title: 'Writes and never expires',
      why: '',
      remedy: { text: '', url: '' },
    } as const
    const [lane] = lanes([token({ verdict: 'wide', findings: [finding] })])
    expect(lane?.words).toBe('stays inside, but writes and never expires')
  })

  it('opens a domain into its tokens, each of which leads to itself', () => {
    const [, member] = lanes([god('b')], ['project:b'])
    expect(member).toMatchObject({ level: 2, action: { kind: 'token' } })
  })

  it('keeps 10,000 tokens of 300 domains to a few lanes, and counts the rest', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => (index % 7 === 0 ? god : scoped)(`d${index % 300}`))
    const shown = lanes(many)
    expect(shown).toHaveLength(13)
    expect(shown.at(-1)?.name).toBe('288 more domains')
    const opened = lanes(many, ['rest'])
    expect(opened).toHaveLength(301)
  })

  it('leads to the list for the tokens of a large domain', () => {
    const shown = lanes(
      Array.from({ length: 60 }, () => scoped('web')),
      ['project:web'],
    )
    expect(shown.at(-1)).toMatchObject({ name: 'and 40 more tokens', action: { kind: 'search', query: 'project:web' } })
  })

  it('takes several resources for more than one', () => {
    expect(extentOf(token({ verdict: 'wide', excess: ['can read a'] }))).toBe(1)
    expect(extentOf(token({ verdict: 'wide', excess: ['can read a', 'can read b'] }))).toBe(2)
  })
})

describe('the picture of the vault', () => {
  it('draws a bar the further, the further a leak goes, and none for what stays', () => {
    const tokens = [
      god('a'),
      token({ verdict: 'wide', excess: ['can read x'], domain: { kind: 'project', name: 'b' } }),
      scoped('c'),
    ]
    const { nodes, width } = drawVault(lanes(tokens), { width: 1000, measure: (text) => text.length * 7 })
    const [far, near, none] = nodes.map(({ boxes }) => boxes[0])
    expect(far && near && far.width > near.width).toBe(true)
    expect(far && far.x > width / 2).toBe(true)
    expect(none).toBeUndefined()
  })

  it('cuts what is named, and not how many more there are', () => {
    const token = god('a')
    const more = { ...token, excess: [...token.excess, 'can read x', 'can read y'] }
    const [node] = drawVault(lanes([more]), { width: 500, measure: (text) => text.length * 7 }).nodes
    expect(node?.texts.map(({ text }) => text)).toContainEqual(expect.stringMatching(/….*, and 2 more$/))
  })

  it('says all of it in words', () => {
    const { description, nodes } = drawVault(lanes([god('a')]), { width: 700, measure: (text) => text.length * 7 })
    expect(description).toBe('project a, 1 token: administer everything of its account.')
    expect(nodes[0]?.label).toBe('project a, 1 token, God-level, beyond the wall: administer everything of its account')
  })
})
