import { expect, it } from 'vitest'
import { excessWords } from './excess-words.ts'

it.each([
  [
    'can read and write everything of its account; its domain is the project web',
    'read and write everything of its account',
  ],
  ['can read the bucket eu; its domain is the dataset acme-eu', 'read the bucket eu'],
  ['publishes; everywhere', 'publishes; everywhere'],
])('shortens %j to %j', (text, words) => {
  expect(excessWords(text)).toBe(words)
})
