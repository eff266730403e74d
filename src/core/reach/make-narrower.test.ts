import { describe, expect, it } from 'vitest'
import { providerById } from '../providers/providers.ts'
import type { Reach } from '../token/reach.ts'
import { type ScopeEvidence, scopeUse } from '../token/scope-evidence.ts'
import { assess } from './assess.ts'
import { NOW, TOKEN } from './testing/judged-token.ts'

const REACH: Reach = {
  breadth: 'account',
  access: 'write',
  resources: [],
  scopes: ['gist', 'read:packages'],
  evidence: [],
}

const SAID: ScopeEvidence = {
  accepted: ['read:packages', 'write:packages'],
  held: ['gist', 'read:packages'],
  requests: 12,
  since: '2026-11-01T08:00:00.000Z',
  at: '2026-11-20T08:00:00.000Z',
}

/** The remedy against reaching a whole account. */
const remedyBy = (said: ScopeEvidence | null, scopes: readonly string[] = REACH.scopes) =>
  assess(
    { ...TOKEN, kind: 'classic PAT', reach: { ...REACH, scopes } },
    { now: NOW, twins: [], provider: providerById('github'), scopeUse: said && scopeUse(said) },
  ).findings.find(({ severity }) => severity === 'god')?.remedy

describe('the remedy, by what servers said of scopes', () => {
  it('asks for every scope of its own while nothing was said', () => {
    expect(remedyBy(null)?.text).toContain('with gist, read:packages, then')
  })

  it('leaves out, and names, what no request needed', () => {
    expect(remedyBy(SAID)?.text).toContain(
      'with read:packages, without gist, which its requests since 2026-11-01 never needed',
    )
  })

  it('takes the scopes that a server named where none are known otherwise', () => {
    expect(remedyBy(SAID, [])?.text).toContain('with read:packages, without gist')
  })

  it('calls nothing needless where no server said what it would take', () => {
    expect(remedyBy({ ...SAID, accepted: [] })?.text).toContain('with gist, read:packages, then')
  })

  it.each(['x'.repeat(64), '*', 'constructor', 'admin:org'])('asks for no scope %s that a server made up', (scope) => {
    const text = remedyBy({ ...SAID, accepted: [scope], held: [scope] }, [])?.text
    expect(text).not.toContain(scope)
  })
})
