import type { TokenView } from '../../contract/view.ts'

/** A token for tests, plain but for `changes`. */
export const tokenWith = (changes: Partial<TokenView>): TokenView => ({
  id: 'tok_01JD0000000000000000000000',
  name: 'plain',
  provider: 'github',
  providerName: 'GitHub',
  askable: true,
  narrowable: false,
  kind: null,
  status: 'active',
  domain: { kind: 'project', name: 'web' },
  destinations: [],
  env: null,
  createdAt: '2026-06-01T00:00:00.000Z',
  expiresAt: null,
  rotatedAt: null,
  lastUsedAt: null,
  reach: { breadth: 'unknown', access: 'unknown', resources: [], scopes: [], evidence: [] },
  inside: [],
  outside: [],
  excess: [],
  findings: [],
  verdict: 'scoped',
  ...changes,
})
