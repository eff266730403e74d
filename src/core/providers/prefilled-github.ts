import type { Need } from '../token/provider.ts'
import { queryText } from './query-text.ts'

const PAGE = 'https://github.com/settings/personal-access-tokens/new'

// The page takes 1 to 366 days.
const DAYS = '90'

// Classic scopes that one permission of the page stands for.
const PERMISSIONS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['repo', ['contents', 'write']],
  ['public_repo', ['contents', 'write']],
  ['repo:status', ['statuses', 'write']],
  ['repo_deployment', ['deployments', 'write']],
  ['workflow', ['workflows', 'write']],
])

const PERMISSION = /^([a-z][a-z_]{1,60}):(read|write|admin)$/

// What the page calls by the names of its own fields.
const OTHER_FIELDS: ReadonlySet<string> = new Set(['name', 'description', 'target_name', 'expires_in'])

/**
 * The page for a fine-grained token with its name, owner, lifetime and permissions filled in.
 *
 * Which repositories it is for has to be chosen there: no field of the address takes them, so the description names them.
 * docs.github.com, "Managing your personal access tokens", pre-filling details using URL parameters.
 */
export function prefilledGithub({ name, scopes, resources }: Need): string {
  const repositories = resources.filter((resource) => resource.name.includes('/')).map((resource) => resource.name)
  const owners = new Set(repositories.map((repository) => repository.slice(0, repository.indexOf('/'))))
  const [owner] = owners
  const fields = new Map([
    ['name', name.slice(0, 40)],
    ['expires_in', DAYS],
  ])
  if (repositories.length > 0) fields.set('description', `only ${repositories.join(', ')}`.slice(0, 1024))
  if (owner !== undefined && owners.size === 1) fields.set('target_name', owner)
  for (const [permission, level] of scopes.flatMap((scope) => permissionOf(scope) ?? [])) fields.set(permission, level)
  return `${PAGE}?${queryText([...fields])}`
}

function permissionOf(scope: string): [readonly [string, string]] | null {
  const classic = PERMISSIONS.get(scope)
  if (classic !== undefined) return [classic]
  const [, permission = '', level = ''] = PERMISSION.exec(scope) ?? []
  return permission === '' || OTHER_FIELDS.has(permission) ? null : [[permission, level]]
}
