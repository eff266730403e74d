import { describe, expect, it } from 'vitest'
import { displayWidth } from './display-width.ts'
import { paintFor } from './paint.ts'
import { table } from './table.ts'
import { wall } from './wall.ts'
import { wrap } from './wrap.ts'

const paint = paintFor({}, {})
const left = { title: 'domain', lines: ['project:web', 'api.github.com'] }
const right = { title: 'reach', lines: ['a whole account', `scope ${'x'.repeat(70)}`, '東京 resources'] }

describe('display width', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['naïve', 5],
    ['e\u0301', 1],
    ['東京', 4],
    ['👩‍🚀', 2],
    ['◆ god', 5],
    ['▲☑◌│', 4],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('the wall', () => {
  it.each([64, 80, 100, 200])('stands in one column at %i columns, and no line is longer', (columns) => {
    const lines = wall(left, right, { paint, columns }).split('\n').slice(0, -1)
    const places = lines.map((line) => displayWidth(line.slice(0, line.indexOf('│'))))
    expect(new Set(places).size).toBe(1)
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns)
  })

  it('stands left of both where the terminal is narrow', () => {
    const lines = wall(left, right, { paint, columns: 40 }).split('\n')
    for (const line of lines.filter((line) => line !== '')) expect(line).toMatch(/^│/)
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40)
  })

  it('loses no word', () => {
    const text = wall(left, right, { paint, columns: 80 }).replace(/[│\s]/g, '')
    for (const word of [...left.lines, ...right.lines]) expect(text).toContain(word.replaceAll(' ', '').slice(0, 20))
  })
})

describe('wrapping', () => {
  it('breaks at spaces, and cuts what is too long', () => {
    expect(wrap('one two threefourfive six', 7)).toEqual(['one two', 'threefo', 'urfive', 'six'])
  })

  it('keeps an empty line', () => {
    expect(wrap('', 7)).toEqual([''])
  })
})

describe('a table', () => {
  it('aligns by what a reader sees, whatever the colour', () => {
    const rows = [
      ['東京', { text: 'x', paint: (text: string) => `\x1b[31m${text}\x1b[39m` }, 'last'],
      ['a', 'long', 'y'],
    ]
    expect(table(rows)).toBe('東京  \x1b[31mx\x1b[39m     last\na     long  y\n')
  })

  it('lets no cell break its line', () => {
    expect(table([['a\nb', 'c']])).toBe('a\\x0ab  c\n')
  })
})

describe('colour', () => {
  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
    [false, { FORCE_COLOR: '1' }, false],
  ])('with a terminal %s and %o is %s', (isTTY, env, coloured) => {
    expect(paintFor({ isTTY }, env).verdict('god', 'x') !== 'x').toBe(coloured)
  })
})
