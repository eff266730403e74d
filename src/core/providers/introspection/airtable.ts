import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import type { Access, Resource } from '../../token/reach.ts'
import { listAt, textAt, textsAt } from '../../token/value-at.ts'

// airtable.com/developers/web/api: "Get user ID & scopes" (GET /v0/meta/whoami; scopes are told for OAuth tokens), "List
// bases" (GET /v0/meta/bases: the bases that the token was given, and what it may do in each).

const LEVELS: ReadonlyMap<string, Access> = new Map([
  ['none', 'read'],
  ['read', 'read'],
  ['comment', 'write'],
  ['edit', 'write'],
  ['create', 'admin'],
  ['owner', 'admin'],
])

function readWho({ body }: Answer): Told {
  const account = textAt(body, 'email') ?? textAt(body, 'id')
  if (account === undefined) return {}
  const scopes = textsAt(body, 'scopes')
  return { account, ...(scopes && { scopes }), next: [BASES] }
}

const BASES: Step = {
  path: '/v0/meta/bases',
  denied: { says: ['it may not list bases'] },
  read: ({ body }) => {
    const bases = listAt(body, 'bases')
    if (bases === undefined) return {}
    const resources = bases.flatMap((base): Resource[] => {
      const name = textAt(base, 'name')
      return name === undefined ? [] : [{ kind: 'base', name }]
    })
    const levels = bases.map((base) => LEVELS.get(textAt(base, 'permissionLevel') ?? '') ?? 'unknown')
    const isCut = textAt(body, 'offset') !== undefined
    return {
      resources,
      ...(resources.length > 0 && { breadth: isCut ? 'account' : resources.length === 1 ? 'resource' : 'several' }),
      ...(levels.length > 0 && { access: strongestOf(levels) }),
      ...(isCut && { says: ['it reaches more bases than were read'] }),
    }
  },
}

// What a level allows, a token without the scope for it still cannot do: the level is the most there can be.
function strongestOf(levels: readonly Access[]): Access {
  if (levels.includes('unknown')) return 'unknown'
  return (['admin', 'write', 'read'] as const).find((level) => levels.includes(level)) ?? 'unknown'
}

export const airtable: Introspection = {
  id: 'airtable',
  base: 'https://api.airtable.com',
  carriage: { kind: 'bearer' },
  steps: [{ path: '/v0/meta/whoami', read: readWho }],
  source: 'https://airtable.com/developers/web/api/get-user-id-scopes',
}
