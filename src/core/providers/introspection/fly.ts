import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import type { Breadth, Resource } from '../../token/reach.ts'
import { listAt, textAt, valueAt } from '../../token/value-at.ts'

// fly.io/docs/machines/api, "Get Current Token Information" (GET /v1/tokens/current: organisation, apps, whether it is a
// user's), and "Access tokens" for what each kind may.

function read({ body }: Answer): Told {
  const tokens = listAt(body, 'tokens')
  if (tokens === undefined || tokens.length === 0) return {}
  const user = tokens.flatMap((token) => textAt(token, 'user') ?? [])[0]
  const reached = tokens.flatMap(resourcesOf)
  const account = user ?? textAt(tokens, 0, 'organization') ?? textAt(tokens, 0, 'org_slug')
  return {
    ...(account && { account }),
    ...(reached.length > 0 && { resources: reached, breadth: user === undefined ? breadthOf(reached) : 'account' }),
    says: tokens.flatMap((token) => {
      const machine = textAt(token, 'restricted_to_machine')
      return machine === undefined ? [] : [`it is only taken from the machine ${machine}`]
    }),
  }
}

function resourcesOf(token: unknown): Resource[] {
  const apps = listAt(token, 'apps')?.flatMap((app) => (typeof app === 'string' ? app : [])) ?? []
  if (apps.length > 0) return apps.map((name) => ({ kind: 'app', name }))
  const organisation = textAt(token, 'org_slug') ?? textAt(token, 'organization')
  return organisation === undefined ? [] : [{ kind: 'organisation', name: organisation }]
}

function breadthOf(resources: readonly Resource[]): Breadth {
  if (resources.some(({ kind, name }) => kind === 'organisation' || name === '*')) return 'organisation'
  return resources.length === 1 ? 'resource' : 'several'
}

/** Present only in an answer of this shape: an answer without it is another service's. */
export const fly: Introspection = {
  id: 'fly',
  base: 'https://api.machines.dev',
  carriage: ({ text }) =>
    text.startsWith('FlyV1 ') ? { kind: 'header', header: 'Authorization' } : { kind: 'bearer' },
  steps: [
    {
      path: '/v1/tokens/current',
      read: (answer) => (valueAt(answer.body, 'tokens') === undefined ? {} : read(answer)),
    },
  ],
  source: 'https://fly.io/docs/machines/api/tokens-resource/',
}
