import { expect, it } from 'vitest'
import { countWords } from './count-words.ts'

it.each([
  [1, 'repository', '1 repository'],
  [37, 'repository', '37 repositories'],
  [2, 'key', '2 keys'],
  [0, 'token', '0 tokens'],
  [2, 'mailbox', '2 mailboxes'],
  [2, 'branch', '2 branches'],
])('counts %d %s as %s', (count, noun, words) => {
  expect(countWords(count, noun)).toBe(words)
})
