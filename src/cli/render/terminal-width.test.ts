import { expect, it } from 'vitest'
import { terminalWidth } from './terminal-width.ts'

it.each([
  [undefined, 80],
  [0, 80],
  [1, 80],
  [20, 20],
  [132, 132],
])('takes a terminal that says %s for one of %d columns', (columns, width) => {
  expect(terminalWidth(columns)).toBe(width)
})
