import { expect, it } from 'vitest'
import { wrapText } from './wrap-text.ts'

const measure = (text: string): number => text.length * 10

it.each([
  ['read it', 100, ['read it']],
  ['read and write', 100, ['read and', 'write']],
  ['api.anthropic.com', 130, ['api.', 'anthropic.com']],
  ['change workflows everywhere it can write', 340, ['change workflows', 'everywhere it can write']],
  ['github-release', 80, ['github-', 'release']],
  ['one two three four', 60, ['one', 'two', 'three…']],
  ['xxxxxxxxxxxxxxxx', 60, ['xxxxx…']],
  ['', 60, ['']],
  ['a\u202eb', 200, ['a‹202E›b']],
])('writes %j into %d pixels as %j', (text, room, lines) => {
  expect(wrapText(text, room, measure, 3)).toEqual(lines)
})

it('takes a line of 100 kB for what it shows of it', () => {
  expect(wrapText('x y'.repeat(50_000), 100, measure, 2)).toHaveLength(2)
})
