import type { Introspection } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

// developers.figma.com: "Users" (GET /v1/me, with the scope current_user:read), "Scopes" (they narrow what a token may do;
// which it has is told nowhere), "Errors": 403 both for a token that is not taken and for a scope that is missing.

export const figma: Introspection = {
  id: 'figma',
  base: 'https://api.figma.com',
  carriage: { kind: 'header', header: 'X-Figma-Token' },
  steps: [
    {
      path: '/v1/me',
      tells: [200, 403],
      read: ({ status, body }) => {
        if (status === 403) {
          const isScope = /scope/i.test(textAt(body, 'err') ?? textAt(body, 'message') ?? '')
          return isScope ? { says: ['it has scopes, and not the one for its own user'] } : { refused: true }
        }
        const account = textAt(body, 'email') ?? textAt(body, 'handle')
        return account === undefined ? {} : { account, says: ['which scopes it has is not told'] }
      },
    },
  ],
  source: 'https://developers.figma.com/docs/rest-api/scopes/',
}
