import type { Introspection } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

// elevenlabs.io/docs/api-reference: "Get user" (GET /v1/user, with the permission user_read), and "API keys": a key has
// all rights, or those it was given. A key without this one is answered 401 with the status missing_permissions.

export const elevenlabs: Introspection = {
  id: 'elevenlabs',
  base: 'https://api.elevenlabs.io',
  own: { example: 'https://api.eu.residency.elevenlabs.io', regions: ['https://api.eu.residency.elevenlabs.io'] },
  carriage: { kind: 'header', header: 'xi-api-key' },
  steps: [
    {
      path: '/v1/user',
      tells: [200, 401],
      read: ({ status, body }) => {
        if (status === 401) {
          const isNarrow = textAt(body, 'detail', 'status') === 'missing_permissions'
          return isNarrow ? { says: ['it has permissions, and not the one to read its user'] } : { refused: true }
        }
        const account = textAt(body, 'first_name') ?? textAt(body, 'user_id')
        return account === undefined ? {} : { account, says: ['which permissions it has is not told'] }
      },
    },
  ],
  source: 'https://elevenlabs.io/docs/api-reference/user/get',
}
