import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../token/secret.ts'
import { applyChange, type EnvironmentChange, scopedEnvironment, variables } from './environment.ts'
import type { KnownTokens } from './known-tokens.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const nothingKnown: KnownTokens = {
  names: new Map(),
  salt: new Uint8Array(),
  hash: { sha256: (bytes) => bytes, hmac: (_, bytes) => bytes },
}

const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'PATH', 'LC_ALL', 'A'),
  fc.string({ minLength: 1 }),
)
const environment = fc.array(fc.tuple(name, fc.string())).map(variables)
const values = fc.array(fc.tuple(name, fc.string())).map((entries) => new Map(entries))

describe('a change of environment', () => {
  it('changes nothing but what it names', () => {
    fc.assert(
      fc.property(environment, values, (parent, set) => {
        const after = applyChange(scopedEnvironment(parent, set, nothingKnown), parent)
        for (const [env, value] of Object.entries(after)) expect(value).toBe(set.get(env) ?? parent[env])
        expect(Object.keys(after).sort()).toEqual([...new Set([...Object.keys(parent), ...set.keys()])].sort())
      }),
    )
  })

  it('keeps with clean only what programs need, and what is bound', () => {
    const parent = variables(
      [...'HOME PATH LC_ALL LC_X TERM'.split(' '), 'OTHER', 'HOME2', 'lc_all', 'LCX'].map((env) => [env, '1']),
    )
    const change = scopedEnvironment(parent, new Map([['BOUND', '2']]), nothingKnown, { clean: true })
    expect(Object.keys(applyChange(change, parent)).sort()).toEqual(['BOUND', 'HOME', 'LC_ALL', 'LC_X', 'PATH', 'TERM'])
  })

  it('shows no secret when it is printed', () => {
    const change: EnvironmentChange = { set: new Map([['A', new Secret('plain-text')]]), unset: [], removed: [] }
    expect(JSON.stringify([...change.set])).not.toContain('plain-text')
    expect(applyChange(change, variables([])).A).toBe('plain-text')
  })
})
