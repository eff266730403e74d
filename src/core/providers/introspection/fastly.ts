import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import type { Access, Breadth } from '../../token/reach.ts'
import { textAt, textsAt, timeAt, wordsOf } from '../../token/value-at.ts'

// fastly.com/documentation/reference/api/auth-tokens/user: GET /tokens/self. `global` is all that its user may do; global
// scopes reach what is no service, too; without services a token reaches all of them.

function read({ body }: Answer): Told {
  const scope = textAt(body, 'scope')
  if (scope === undefined) return {}
  const scopes = wordsOf(scope)
  const services = textsAt(body, 'services') ?? []
  const expiresAt = timeAt(body, 'expires_at')
  const account = textAt(body, 'name')
  return {
    scopes,
    access: accessOf(scopes),
    breadth: breadthOf(scopes, services),
    resources: services.map((name) => ({ kind: 'service', name })),
    ...(account && { account: `the token ${account}` }),
    ...(expiresAt && { expiresAt }),
  }
}

function accessOf(scopes: readonly string[]): Access {
  if (scopes.includes('global')) return 'admin'
  if (scopes.some((scope) => scope.startsWith('purge_'))) return 'write'
  return scopes.every((scope) => scope === 'global:read') ? 'read' : 'unknown'
}

function breadthOf(scopes: readonly string[], services: readonly string[]): Breadth {
  if (services.length === 0 || scopes.some((scope) => scope.startsWith('global'))) return 'account'
  return services.length === 1 ? 'resource' : 'several'
}

export const fastly: Introspection = {
  id: 'fastly',
  base: 'https://api.fastly.com',
  carriage: { kind: 'header', header: 'Fastly-Key' },
  steps: [{ path: '/tokens/self', read }],
  source: 'https://www.fastly.com/documentation/reference/api/auth-tokens/user/',
}
