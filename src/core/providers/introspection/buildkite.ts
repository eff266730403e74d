import type { Introspection } from '../../token/introspection.ts'
import { textAt, textsAt } from '../../token/value-at.ts'

// buildkite.com/docs/apis/rest-api/access-token: GET /v2/access-token answers the scopes and the owner of the token that asks.

export const buildkite: Introspection = {
  id: 'buildkite',
  base: 'https://api.buildkite.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v2/access-token',
      read: ({ body }) => {
        const scopes = textsAt(body, 'scopes')
        if (scopes === undefined) return {}
        const account = textAt(body, 'user', 'email') ?? textAt(body, 'uuid')
        return { scopes, breadth: 'organisation', ...(account && { account }) }
      },
    },
  ],
  source: 'https://buildkite.com/docs/apis/rest-api/access-token',
}
