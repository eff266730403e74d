import { describe, expect, it } from 'vitest'
import type { Resource } from '../../contract/view.ts'
import { tokenWith } from '../tokens/token-with.ts'
import { reachLines } from './reach-lines.ts'

const { reach } = tokenWith({})
const repositories = (...names: readonly string[]): readonly Resource[] =>
  names.map((name) => ({ kind: 'repository', name }))

const texts = (token: Parameters<typeof reachLines>[0]): readonly string[] => reachLines(token).map(({ text }) => text)

describe('reachLines', () => {
  it('never shows an unknown reach as safe', () => {
    expect(reachLines(tokenWith({}))).toEqual([{ kind: 'unknown', text: 'not known; treat it as wide' }])
  })

  it('says the access to each named resource, then what is in excess', () => {
    const inside = repositories('acme/web')
    expect(reachLines(tokenWith({ reach: { ...reach, access: 'write' }, inside, excess: ['never expires'] }))).toEqual([
      { kind: 'within', text: 'read and write acme/web' },
      { kind: 'excess', text: 'never expires' },
    ])
  })

  it('counts what is of one kind and owner, on its own side', () => {
    const token = tokenWith({
      reach: { ...reach, access: 'read' },
      inside: repositories('acme/web', 'globex/web'),
      outside: repositories('acme/a', 'acme/b'),
      excess: ['acme/a', 'acme/b'].map((name) => `can read the repository ${name}; its domain is the project web`),
    })
    expect(reachLines(token)).toEqual([
      { kind: 'within', text: 'read acme/web' },
      { kind: 'within', text: 'read globex/web' },
      { kind: 'excess', text: 'read 2 repositories of acme' },
    ])
  })

  it('counts what does not fit', () => {
    const inside = Array.from({ length: 9 }, (_, index) => ({ kind: 'bucket', name: `o${index}/b` }))
    const lines = texts(tokenWith({ reach: { ...reach, access: 'read' }, inside }))
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)).toBe('and 4 more')
  })

  it('does not tick off an access to nobody knows what', () => {
    const token = tokenWith({ verdict: 'unknown', reach: { ...reach, access: 'read' } })
    expect(reachLines(token)).toEqual([{ kind: 'unknown', text: 'read, but of what is not known; treat it as wide' }])
  })

  it('says the access where no resource is known', () => {
    expect(texts(tokenWith({ reach: { ...reach, access: 'read' } }))).toEqual(['read'])
  })
})
