import { describe, expect, it } from 'vitest'
import { keysAt, LIST_LIMIT, listAt, textAt, textsAt, timeAt, valueAt, wordsOf } from './value-at.ts'

const hostile: unknown = JSON.parse('{"__proto__":{"name":"x"},"constructor":{"name":"own"},"a":[{"b":1}],"n":null}')

describe('an answer', () => {
  it('is read by its own keys only', () => {
    expect(valueAt(hostile, 'toString')).toBeUndefined()
    expect(valueAt(hostile, 'name')).toBeUndefined()
    expect(valueAt(hostile, 'constructor', 'name')).toBe('own')
    expect(valueAt({}, 'constructor', 'name')).toBeUndefined()
    expect(valueAt([], 'length')).toBe(0)
    expect(({} as { name?: string }).name).toBeUndefined()
  })

  it.each([undefined, null, 0, '', true, 'text', Symbol('x')])('that is %s has nothing in it', (value) => {
    expect([
      valueAt(value, 'a'),
      textAt(value, 'a'),
      listAt(value, 'a'),
      textsAt(value, 'a'),
      timeAt(value, 'a'),
    ]).toEqual(Array(5).fill(undefined))
    expect(keysAt(value, 'a')).toEqual([])
  })

  it('has a text, or a number as text, and nothing else for one', () => {
    expect(
      [{ a: 'x' }, { a: 7 }, { a: '' }, { a: Number.NaN }, { a: {} }, { a: ['x'] }].map((value) => textAt(value, 'a')),
    ).toEqual(['x', '7', undefined, undefined, undefined, undefined])
  })

  it('has a list of texts only when all of it is text: half a list would look narrower than it is', () => {
    expect(textsAt({ a: ['x', 'y'] }, 'a')).toEqual(['x', 'y'])
    expect(textsAt({ a: ['x', 1] }, 'a')).toBeUndefined()
    expect(textsAt({ a: Array(LIST_LIMIT + 1).fill('x') }, 'a')).toBeUndefined()
    expect(listAt({ a: Array(LIST_LIMIT + 1).fill('x') }, 'a')).toHaveLength(LIST_LIMIT)
  })

  it.each([
    ['2027-01-01', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T00:00:00.000000000Z', '2027-01-01T00:00:00.000Z'],
    [1_798_761_600, '2027-01-01T00:00:00.000Z'],
    ['never', undefined],
    ['9'.repeat(41), undefined],
    [0, undefined],
    [-1, undefined],
    [1e18, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [null, undefined],
  ])('that says %j for a time means %s', (value, expected) => {
    expect(timeAt({ a: value }, 'a')).toBe(expected)
  })

  it('separates words by commas and blanks', () => {
    expect(wordsOf(' repo, gist,,read:user\twrite ')).toEqual(['repo', 'gist', 'read:user', 'write'])
    expect(wordsOf('')).toEqual([])
  })
})
