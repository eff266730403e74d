import { providerById } from '../../providers/providers.ts'
import type { Reach } from '../../token/reach.ts'
import type { Token } from '../../token/token.ts'
import { assess } from '../assess.ts'

/** The day on which tokens are judged. */
export const NOW = new Date('2026-11-24T10:00:00.000Z')

/** What fits the domain of `TOKEN`. */
const SCOPED: Reach = {
  breadth: 'resource',
  access: 'read',
  resources: [{ kind: 'repository', name: 'acme/web' }],
  scopes: ['contents:read'],
  evidence: [],
}

/** A token that fits its domain. */
export const TOKEN: Token = {
  id: 'tok_0',
  name: 'github-web',
  provider: 'github',
  kind: 'fine-grained PAT',
  status: 'active',
  domain: { kind: 'project', name: 'web' },
  destinations: ['api.github.com'],
  env: 'GITHUB_TOKEN',
  createdAt: NOW.toISOString(),
  expiresAt: null,
  rotatedAt: null,
  lastUsedAt: null,
  reach: SCOPED,
  fingerprint: null,
}

/** What is said of `TOKEN` with these changes. */
export const judged = (changes: Partial<Token>, twins: string[] = []) => {
  const token = { ...TOKEN, ...changes }
  return assess(token, { now: NOW, twins, provider: providerById(token.provider) })
}

/** A change of what `TOKEN` can do. */
export const reaching = (changes: Partial<Reach>): Partial<Token> => ({ reach: { ...SCOPED, ...changes } })

/** A reach of these repositories. */
export const repositories = (...names: string[]): Partial<Reach> => ({
  breadth: names.length > 1 ? 'several' : 'resource',
  resources: names.map((name) => ({ kind: 'repository', name })),
})
