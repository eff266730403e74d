import { expect, it } from 'vitest'
import { nextIndex } from './next-index.ts'

it.each([
  ['a', 0, 10, -1],
  ['ArrowDown', 0, 0, -1],
  ['toString', 0, 10, -1],
  ['ArrowDown', -1, 10, 0],
  ['ArrowUp', -1, 10, 0],
  ['ArrowDown', 9, 10, 9],
  ['ArrowUp', 0, 10, 0],
  ['PageDown', 2, 10, 6],
  ['PageUp', 2, 10, 0],
  ['Home', 7, 10, 0],
  ['End', 2, 10, 9],
])('%s from row %i of %i leads to %i', (key, index, count, next) => {
  expect(nextIndex(key, index, count, 4)).toBe(next)
})
