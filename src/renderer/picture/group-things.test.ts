import { describe, expect, it } from 'vitest'
import { groupThings } from './group-things.ts'
import type { Thing } from './things-of.ts'

const repositories = (count: number, owner: string): Thing[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'repository', name: `${owner}/r${index}` }))

const words = (things: readonly Thing[], most = 6): readonly string[] =>
  groupThings(things, most).map(({ words }) => words)

describe('groups of things', () => {
  it('counts what is of one kind and owner, the largest first', () => {
    expect(words([...repositories(2, 'acme'), ...repositories(37, 'globex')])).toEqual([
      '37 repositories of globex',
      '2 repositories of acme',
    ])
  })

  it('names a thing that is alone, and what has no owner by its kind', () => {
    const buckets = ['logs', 'dumps'].map((name): Thing => ({ kind: 'bucket', name }))
    expect(words([...buckets, ...repositories(1, 'acme')])).toEqual(['2 buckets', 'repository acme/r0'])
  })

  it('leaves every sentence on its own, before the rest', () => {
    const sentences = ['read everything', 'write everything'].map((name): Thing => ({ kind: null, name }))
    expect(words([...repositories(9, 'acme'), ...sentences])).toEqual([
      'read everything',
      'write everything',
      '9 repositories of acme',
    ])
  })

  it('puts what does not fit into one group and loses nothing', () => {
    const things = Array.from({ length: 300 }, (_, index): Thing => ({ kind: 'repository', name: `owner-${index}/r` }))
    const groups = groupThings(things, 6)
    expect(groups.map(({ words }) => words).at(-1)).toBe('and 295 more')
    expect(groups.flatMap((group) => group.things)).toHaveLength(300)
  })

  it('gives every group an id of its own', () => {
    const things = [...repositories(3, 'acme'), ...repositories(1, 'globex'), { kind: 'repository', name: 'acme/' }]
    const ids = groupThings(things, 6).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
