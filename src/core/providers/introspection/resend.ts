import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'
import { wholeAccount } from './who-am-i.ts'

// resend.com/docs: "List API keys" (GET /api-keys, for full access only), "API keys" (full access or sending access) and
// "Errors": 401 restricted_api_key for a key that may only send.

export const resend: Introspection = {
  id: 'resend',
  base: 'https://api.resend.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/api-keys',
      tells: [200, 401],
      read: ({ status, body }) => {
        if (status === 200)
          return listAt(body, 'data') === undefined ? {} : wholeAccount('it has full access to its account')
        if (textAt(body, 'name') !== 'restricted_api_key') return { refused: true }
        return { scopes: ['sending_access'], says: ['it may only send mail'] }
      },
    },
  ],
  source: 'https://resend.com/docs/api-reference/errors',
}
