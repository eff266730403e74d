import type { Introspection } from '../../token/introspection.ts'
import { textAt, textsAt } from '../../token/value-at.ts'
import { wholeAccount } from './who-am-i.ts'

// postman.com, Postman API, "Get authenticated user" (GET /me: user.username, user.roles): an API key does all that its user may.

export const postman: Introspection = {
  id: 'postman',
  base: 'https://api.getpostman.com',
  own: { example: 'https://api.eu.postman.com', regions: ['https://api.eu.postman.com'] },
  carriage: { kind: 'header', header: 'X-API-Key' },
  steps: [
    {
      path: '/me',
      read: ({ body }) => {
        const account = textAt(body, 'user', 'username') ?? textAt(body, 'user', 'id')
        if (account === undefined) return {}
        const roles = textsAt(body, 'user', 'roles') ?? []
        const { says = [], ...whole } = wholeAccount('an API key does all that its user may')
        return { account, ...whole, says: [...says, ...(roles.length > 0 ? [`its user is ${roles.join(', ')}`] : [])] }
      },
    },
  ],
  source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
}
