import { expect, it } from 'vitest'
import { sentence } from './sentence.ts'

it.each([
  ['the keychain is locked', 'The keychain is locked.'],
  ['no host is named for it: it can go anywhere', 'No host is named for it: it can go anywhere.'],
  ['github-web holds the same secret', 'github-web holds the same secret.'],
  ['Ready.', 'Ready.'],
  ['npm never made this text', 'npm never made this text.'],
  ['bulkhead narrow pypi --expires 90d makes one that ends', 'bulkhead narrow pypi --expires 90d makes one that ends.'],
  ['', ''],
  ['name\u202e is odd', 'name‹202E› is odd.'],
])('tells %j as %j', (text, told) => {
  expect(sentence(text)).toBe(told)
})

it('tells a time as the reader reads it', () => {
  expect(sentence('it ended at 2026-06-15T12:00:00.000Z and is not injected')).toMatch(
    /^It ended at 15 Jun 2026, \d\d:00:00 and is not injected\.$/,
  )
})
