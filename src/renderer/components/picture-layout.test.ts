import { describe, expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import { layPicture, ribbon } from './picture-layout.ts'

const kinds = (token: Parameters<typeof layPicture>[0]): readonly string[] =>
  layPicture(token).nodes.map(({ kind, text }) => `${kind}: ${text}`)

describe('the picture under the wall', () => {
  it('draws what is in excess outside, above what stays inside', () => {
    const token = tokenWith({ verdict: 'god', excess: ['37 repositories'], destinations: ['api.github.com'] })
    expect(kinds(token)).toEqual(['outside: 37 repositories', 'inside: api.github.com'])
  })

  it('never draws an unknown reach as if it stayed inside', () => {
    expect(kinds(tokenWith({ verdict: 'unknown' }))).toContain('unknown: not known')
  })

  it('draws nothing outside for a scoped token', () => {
    const token = tokenWith({ verdict: 'scoped', destinations: ['a.example', 'b.example'] })
    expect(kinds(token)).toEqual(['inside: a.example', 'inside: b.example'])
  })

  it('counts what does not fit', () => {
    const excess = Array.from({ length: 9 }, (_, index) => `thing ${index}`)
    expect(kinds(tokenWith({ verdict: 'god', excess })).filter((text) => text.startsWith('outside'))).toEqual([
      'outside: thing 0',
      'outside: thing 1',
      'outside: thing 2',
      'outside: and 6 more',
    ])
  })

  it('keeps every box inside its height', () => {
    const excess = Array.from({ length: 9 }, (_, index) => `thing ${index}`)
    const { height, nodes } = layPicture(tokenWith({ verdict: 'god', excess, destinations: ['a.example'] }))
    for (const { y } of nodes) {
      expect(y).toBeGreaterThan(34)
      expect(y).toBeLessThan(height - 14)
    }
  })

  it('draws a link as one closed outline that spreads', () => {
    expect(ribbon({ x: 0, y: 50 }, { level: 100, end: 120, y: 10 })).toBe(
      'M0 46.5C50 46.5 50 1.5 100 1.5L120 1.5L120 18.5L100 18.5C50 18.5 50 53.5 0 53.5Z',
    )
  })
})
