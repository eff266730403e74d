import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import { listAt, textAt, timeAt, valueAt } from '../../token/value-at.ts'
import { whoAmI } from './who-am-i.ts'

// vercel.com/docs/rest-api: "Get Auth Token Metadata" (GET /v5/user/tokens/current: scopes of the type user or team,
// expiresAt in milliseconds), "Get the User" (GET /v2/user). A token does all that its user may where its scope reaches.

function read({ body }: Answer): Told {
  const name = textAt(body, 'token', 'name')
  if (name === undefined) return {}
  const scopes = listAt(body, 'token', 'scopes') ?? []
  const teams = scopes.flatMap((scope) =>
    textAt(scope, 'type') === 'team' ? (textAt(scope, 'teamId') ?? 'unnamed') : [],
  )
  const isTeams = scopes.length > 0 && teams.length === scopes.length
  const expiresAt = timeOfMs(valueAt(body, 'token', 'expiresAt'))
  return {
    account: `the token ${name}`,
    breadth: isTeams ? 'organisation' : 'account',
    access: 'write',
    resources: teams.map((team) => ({ kind: 'team', name: team })),
    ...(expiresAt && { expiresAt }),
    says: [isTeams ? 'it does all that its user may in its team' : 'it does all that its user may'],
    next: [USER],
  }
}

const timeOfMs = (value: unknown): string | undefined => (typeof value === 'number' ? timeAt(value / 1000) : undefined)

const USER: Step = whoAmI(
  '/v2/user',
  [
    ['user', 'username'],
    ['user', 'email'],
  ],
  {},
  { denied: { says: ['it may not say whose it is'] } },
)

export const vercel: Introspection = {
  id: 'vercel',
  base: 'https://api.vercel.com',
  carriage: { kind: 'bearer' },
  steps: [{ path: '/v5/user/tokens/current', read }],
  source: 'https://vercel.com/docs/rest-api/authentication/get-auth-token-metadata',
}
