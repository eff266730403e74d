import { describe, expect, it } from 'vitest'
import type { Resource } from '../../contract/view.ts'
import { cpuTime } from '../../core/identify/testing/cpu-time.ts'
import { thingsOf } from './things-of.ts'

const END = '; its domain is the project web'
const repositories = (...names: readonly string[]): readonly Resource[] =>
  names.map((name) => ({ kind: 'repository', name }))

describe('what a token reaches on either side of the wall', () => {
  it('counts a resource beyond the wall once, though the excess names it', () => {
    const outside = repositories('acme/api')
    const excess = [`can administer the repository acme/api${END}`]
    expect(thingsOf({ inside: repositories('acme/web'), outside, excess })).toEqual({
      inside: [{ kind: 'repository', name: 'acme/web' }],
      beyond: [{ kind: 'repository', name: 'acme/api' }],
    })
  })

  it('keeps every other sentence as it is, before the resources', () => {
    const excess = [
      `can read the repository acme/api${END}`,
      `can read every repository of the organisation acme${END}`,
    ]
    expect(thingsOf({ inside: [], outside: repositories('acme/api'), excess }).beyond).toEqual([
      { kind: null, name: 'read every repository of the organisation acme' },
      { kind: 'repository', name: 'acme/api' },
    ])
  })

  it('counts all resources beyond, also where the excess only says how many more there are', () => {
    const outside = repositories(...Array.from({ length: 300 }, (_, index) => `acme/r${index}`))
    const excess = [`can read the repository acme/r0${END}`, `can read 299 more resources${END}`]
    expect(thingsOf({ inside: [], outside, excess }).beyond).toHaveLength(300)
  })

  it('does not take a sentence for one about a resource whose name ends alike', () => {
    const excess = [`can read the repository acme/api${END}`]
    expect(thingsOf({ inside: [], outside: repositories('api'), excess }).beyond).toHaveLength(2)
  })

  it('stays quick with long sentences', () => {
    const excess = ['the '.repeat(2000)]
    expect(cpuTime(() => thingsOf({ inside: [], outside: repositories('a'), excess }))).toBeLessThan(1000)
  })
})
