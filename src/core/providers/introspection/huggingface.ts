import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import type { Breadth, Resource } from '../../token/reach.ts'
import { listAt, textAt, textsAt, timeAt, valueAt } from '../../token/value-at.ts'

// huggingface.co/docs/hub/security-tokens (roles read, write and fine-grained), and the answer's type in huggingface.js,
// packages/hub/src/lib/who-am-i.ts (auth.accessToken.role, fineGrained.global, fineGrained.scoped, orgs).

function read({ body }: Answer): Told {
  const account = textAt(body, 'name')
  const role = textAt(body, 'auth', 'accessToken', 'role')
  if (account === undefined || role === undefined) return {}
  const expiresAt = timeAt(body, 'auth', 'accessToken', 'expiration')
  return { account, ...(expiresAt && { expiresAt }), ...ofRole(role, body) }
}

function ofRole(role: string, body: unknown): Told {
  const says = organisationsOf(body)
  if (role === 'fineGrained') return fineGrained(body)
  if (role === 'read') return { breadth: 'account', access: 'read', scopes: ['read'], says }
  if (role === 'write') return { breadth: 'account', access: 'write', scopes: ['write'], says }
  return { breadth: 'account', scopes: [role], says }
}

const organisationsOf = (body: unknown): string[] =>
  (listAt(body, 'orgs') ?? []).flatMap((item) => {
    const name = textAt(item, 'name')
    return name === undefined ? [] : [`it reaches what its user may in the organisation ${name}`]
  })

function fineGrained(body: unknown): Told {
  const scoped = listAt(body, 'auth', 'accessToken', 'fineGrained', 'scoped')
  if (scoped === undefined) return { access: 'unknown' }
  const everywhere = permissionsAt(body, 'auth', 'accessToken', 'fineGrained', 'global')
  const permissions = scoped.flatMap((item) => permissionsAt(item, 'permissions'))
  const resources = scoped.flatMap((item): Resource[] => {
    const name = textAt(item, 'entity', 'name')
    return name === undefined ? [] : [{ kind: textAt(item, 'entity', 'type') ?? 'entity', name }]
  })
  const scopes = [...everywhere, ...permissions]
  return {
    scopes,
    resources,
    breadth: breadthOf(resources, scoped.length, everywhere),
    ...(scopes.length === 0 && {
      access: 'read',
      says: ['without a permission it reads only what everybody may read'],
    }),
  }
}

/** What cannot be read is kept as a permission that nobody knows, which counts as dangerous. */
const permissionsAt = (value: unknown, ...path: readonly string[]): readonly string[] =>
  valueAt(value, ...path) === undefined ? [] : (textsAt(value, ...path) ?? ['unreadable permissions'])

function breadthOf(resources: readonly Resource[], count: number, everywhere: readonly string[]): Breadth {
  if (everywhere.length > 0 || resources.some(({ kind }) => kind === 'user')) return 'account'
  if (resources.some(({ kind }) => kind === 'org')) return 'organisation'
  return count > 1 ? 'several' : 'resource'
}

export const huggingface: Introspection = {
  id: 'huggingface',
  base: 'https://huggingface.co',
  own: { example: 'https://huggingface.example.com' },
  carriage: { kind: 'bearer' },
  steps: [{ path: '/api/whoami-v2', read }],
  source: 'https://huggingface.co/docs/hub/security-tokens',
}
