import type { Introspection, Step } from '../../token/introspection.ts'
import type { Access } from '../../token/reach.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// developer.pagerduty.com: "Authentication" (Token token=…), "List abilities", "Get the current user" (only for a user's
// key; 400 for one of the account), and the users' roles. Whether a key of the account may only read is told nowhere.

const ACCEPT = { accept: 'application/vnd.pagerduty+json;version=2' }

const ROLES: ReadonlyMap<string, Access> = new Map([
  ['owner', 'admin'],
  ['admin', 'admin'],
  ['user', 'write'],
  ['limited_user', 'write'],
  ['observer', 'read'],
  ['read_only_user', 'read'],
  ['read_only_limited_user', 'read'],
])

const ME: Step = {
  path: '/users/me',
  headers: ACCEPT,
  denied: { says: ['it is a key of the whole account'] },
  denies: [400, 403, 404],
  read: ({ body }) => {
    const account = textAt(body, 'user', 'email') ?? textAt(body, 'user', 'name')
    if (account === undefined) return {}
    const role = textAt(body, 'user', 'role') ?? 'not told'
    return { account, access: ROLES.get(role) ?? 'unknown', says: [`its user's role is ${role}`] }
  },
}

export const pagerduty: Introspection = {
  id: 'pagerduty',
  base: 'https://api.pagerduty.com',
  own: { example: 'https://api.eu.pagerduty.com', regions: ['https://api.eu.pagerduty.com'] },
  carriage: { kind: 'header', header: 'Authorization', scheme: 'Token token=' },
  steps: [
    {
      path: '/abilities',
      headers: ACCEPT,
      read: ({ body }) =>
        listAt(body, 'abilities') === undefined
          ? {}
          : { breadth: 'organisation', says: ['it reads what its account can do'], next: [ME] },
    },
  ],
  source: 'https://developer.pagerduty.com/docs/authentication',
}
