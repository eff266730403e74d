import { describe, expect, it } from 'vitest'
import type { TokenView } from '../../contract/view.ts'
import { reachLines } from './reach-lines.ts'

const reach = (changes: Partial<TokenView['reach']>): TokenView['reach'] => ({
  breadth: 'unknown',
  access: 'unknown',
  resources: [],
  scopes: [],
  evidence: [],
  ...changes,
})

describe('reachLines', () => {
  it('never shows an unknown reach as safe', () => {
    expect(reachLines({ reach: reach({}), excess: [] })).toEqual([
      { kind: 'unknown', text: 'not known; treat it as wide' },
    ])
  })

  it('says the access to each named resource, then what is in excess', () => {
    const resources = [{ kind: 'repository', name: 'acme/web' }]
    expect(reachLines({ reach: reach({ access: 'write', resources }), excess: ['never expires'] })).toEqual([
      { kind: 'within', text: 'read and write acme/web' },
      { kind: 'excess', text: 'never expires' },
    ])
  })

  it('does not list a wildcard as something inside', () => {
    const resources = [{ kind: 'repository', name: '*' }]
    expect(reachLines({ reach: reach({ access: 'write', resources }), excess: ['every repository'] })).toEqual([
      { kind: 'excess', text: 'every repository' },
    ])
  })

  it('counts what does not fit', () => {
    const resources = Array.from({ length: 7 }, (_, index) => ({ kind: 'bucket', name: `b${index}` }))
    const lines = reachLines({ reach: reach({ access: 'read', resources }), excess: [] })
    expect(lines).toHaveLength(5)
    expect(lines.at(-1)?.text).toBe('and 3 more')
  })
})
