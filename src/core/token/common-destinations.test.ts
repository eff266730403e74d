import { describe, expect, it } from 'vitest'
import { commonDestinations } from './common-destinations.ts'
import { formatDestination, readDestination } from './destination-grammar.ts'

const common = (left: string[], right: string[]): string[] =>
  commonDestinations(left.map(readDestination), right.map(readDestination), [{ kind: 'bearer' }]).map(formatDestination)

describe('destinations that two lists have in common', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing of another host', ['a.example.com'], ['b.example.com'], []],
    ['nothing of another port', ['a.example.com'], ['a.example.com:8443'], []],
    ['nothing when one list is empty', ['a.example.com'], [], []],
    ['nothing of two that only overlap', ['a.example.com/x/*'], ['a.example.com/*/y'], []],
    ['nothing by a carrier that the provider does not take', ['a.example.com'], ['a.example.com via query:key'], []],
    ['the one that is narrower, now', ['a.example.com/x/**'], ['GET a.example.com/x/y'], ['GET a.example.com/x/y']],
    ['the one that was narrower, before', ['GET a.example.com/x'], ['a.example.com'], ['GET a.example.com/x']],
    ['one label of a star', ['*.example.com'], ['a.example.com', 'a.b.example.com'], ['a.example.com']],
    ['what is the same, once', ['a.example.com', 'b.example.com'], ['b.example.com'], ['b.example.com']],
  ])('hold %s', (_, left, right, expected) => {
    expect(common(left, right)).toEqual(expected)
  })
})
