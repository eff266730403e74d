import type { Introspection } from '../../token/introspection.ts'
import { textAt, textsAt, valueAt } from '../../token/value-at.ts'

// docs.x.ai, REST API reference, "API key information" (GET /v1/api-key: name, team_id, acls, and whether it is blocked).
// Its acls name models and endpoints, `*` for all: they narrow what is run, and none of them administers anything.

export const xai: Introspection = {
  id: 'xai',
  base: 'https://api.x.ai',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v1/api-key',
      read: ({ body }) => {
        const name = textAt(body, 'name') ?? textAt(body, 'team_id')
        if (name === undefined) return {}
        const isBlocked = ['api_key_blocked', 'api_key_disabled', 'team_blocked'].some(
          (key) => valueAt(body, key) === true,
        )
        if (isBlocked) return { dead: 'is blocked' }
        const acls = textsAt(body, 'acls') ?? []
        return { account: `the key ${name}`, ...(acls.length > 0 && { says: [`it is let to ${acls.join(', ')}`] }) }
      },
    },
  ],
  source: 'https://docs.x.ai/docs/api-reference',
}
