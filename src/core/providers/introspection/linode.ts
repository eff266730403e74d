import type { Introspection } from '../../token/introspection.ts'
import { textAt, wordsOf } from '../../token/value-at.ts'

// techdocs.akamai.com/linode-api: "Get a profile" (GET /v4/profile), "OAuth": every answer's X-OAuth-Scopes lists what the
// token was given, `*` for everything.

export const linode: Introspection = {
  id: 'linode',
  base: 'https://api.linode.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v4/profile',
      tells: [200, 403],
      read: ({ body, header }) => {
        const scopes = header('x-oauth-scopes')
        if (scopes === null) return {}
        const account = textAt(body, 'username')
        return { scopes: wordsOf(scopes), breadth: 'account', ...(account && { account }) }
      },
    },
  ],
  source: 'https://techdocs.akamai.com/linode-api/reference/get-profile',
}
