import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchesPath } from './path-pattern.ts'

const segment = fc.constantFrom(
  'a',
  'b',
  'ab',
  'A',
  '',
  '.',
  '..',
  '...',
  'a.b',
  '%61',
  '%2f',
  '%2e%2e',
  'a;x',
  '*',
  '**',
)
const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`)

it('a pattern that ends in two stars takes what lies under it, as if it were looked at segment by segment', () => {
  const under = fc.array(fc.constantFrom('a', 'b', 'ab', 'a.b'), { maxLength: 3 })
  fc.assert(
    fc.property(under, path, (segments, asked) => {
      const start = segments.map((each) => `/${each}`).join('')
      // Two times any number of segments is any number; only the first of them is looked at in one step.
      expect(matchesPath(`${start}/**`, asked)).toBe(matchesPath(`${start}/**/**`, asked))
    }),
    { numRuns: 5000, seed: 20261130 },
  )
})

it.each([
  ['/**', '/', true],
  ['/**', '/a', true],
  ['/a/**', '/a', true],
  ['/a/**', '/a/', true],
  ['/a/**', '/a/b/c', true],
  ['/a/**', '/ab', false],
  ['/a/**', '/', false],
  ['/a/**', '/A', false],
  ['/a/**', '/a/../b', false],
  ['/a/**', '/b//../a', false],
  ['/a/*/**', '/a/b', true],
  ['/a/*/**', '/a', false],
])('%s and %s: %s', (pattern, asked, expected) => expect(matchesPath(pattern, asked)).toBe(expected))
