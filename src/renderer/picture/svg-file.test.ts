import { describe, expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import { svgFile } from './svg-file.ts'
import { DARK, LIGHT } from './themes.ts'
import { drawToken } from './token-drawing.ts'

const measure = (text: string): number => text.length * 7
const fileOf = (excess: readonly string[], theme = LIGHT): string =>
  svgFile(
    drawToken(tokenWith({ verdict: 'god', excess }), { width: 600, measure, expanded: new Set() }),
    theme,
    measure,
  )

describe('a picture as a file', () => {
  it.each(['<script>1</script>', '"><a href="x">', "' onload='1", '&#60;x', ']]>', '<!-- x -->'])(
    'holds the name %j as text alone',
    (name) => {
      const file = fileOf([`can ${name}`])
      expect(file.match(/<[a-z]+/g)?.filter((tag) => !/^<(svg|title|desc|rect|path|g|text)$/.test(tag))).toEqual([])
      expect(file.match(/<(?![/a-z])/g)).toBeNull()
      expect(file).not.toMatch(/ (href|on[a-z]+)="/)
    },
  )

  it('leaves out what XML admits nowhere', () => {
    const file = fileOf(['can \u0000\u001B[31m \uD800 x'])
    expect([...file].filter((sign) => sign !== '\n' && /[\p{Cc}\p{Cs}]/u.test(sign))).toEqual([])
  })

  it('begins as a picture that stands alone, with its words, colours and fonts', () => {
    const file = fileOf(['can read everything'])
    expect(file).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(file).toContain('<title id="title">What plain reaches</title>')
    expect(file).toContain('One leak reaches beyond it: read everything.')
    expect(file).toContain('font-family="Inter')
    expect(file).not.toMatch(/class=|style=|var\(/)
    expect(fileOf([], DARK)).toContain(DARK.background)
  })
})
