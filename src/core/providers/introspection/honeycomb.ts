import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { keysAt, textAt, valueAt } from '../../token/value-at.ts'

// api-docs.honeycomb.io, "List authorizations" (GET /1/auth): api_key_access names each right of the key as true or false,
// with the environment and the team it is for; a classic key's environment is empty.

function read({ body }: Answer): Told {
  const team = textAt(body, 'team', 'name') ?? textAt(body, 'team', 'slug')
  const rights = keysAt(body, 'api_key_access').filter((right) => valueAt(body, 'api_key_access', right) === true)
  if (team === undefined) return {}
  const environment = textAt(body, 'environment', 'name')
  return {
    account: `the team ${team}`,
    access: rights.every((right) => right === 'queries') ? 'read' : 'write',
    ...(environment === undefined
      ? { breadth: 'organisation' }
      : { breadth: 'resource', resources: [{ kind: 'environment', name: environment }] }),
    says: [rights.length === 0 ? 'it has no right' : `its rights are ${rights.join(', ')}`],
  }
}

export const honeycomb: Introspection = {
  id: 'honeycomb',
  base: 'https://api.honeycomb.io',
  own: { example: 'https://api.eu1.honeycomb.io', regions: ['https://api.eu1.honeycomb.io'] },
  carriage: { kind: 'header', header: 'X-Honeycomb-Team' },
  // Management keys are for another interface, which tells them nothing about themselves.
  steps: ({ text }) => (/^hc[a-z]mk_/.test(text) ? [] : [{ path: '/1/auth', read }]),
  source: 'https://api-docs.honeycomb.io/api/auth/getauth',
}
