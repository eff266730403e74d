import type { Introspection } from '../../token/introspection.ts'
import { textAt, valueAt } from '../../token/value-at.ts'

// core.telegram.org/bots/api: "Making requests" (the token stands in the path: there is no other way), "getMe".

export const telegram: Introspection = {
  id: 'telegram',
  base: 'https://api.telegram.org',
  own: { example: 'https://telegram.example.com' },
  carriage: { kind: 'path' },
  steps: [
    {
      path: '/bot{token}/getMe',
      read: ({ body }) => {
        const name = textAt(body, 'result', 'username') ?? textAt(body, 'result', 'first_name')
        if (valueAt(body, 'ok') !== true || name === undefined) return {}
        const readsAll = valueAt(body, 'result', 'can_read_all_group_messages') === true
        return {
          account: `@${name}`,
          says: readsAll ? ['it reads all messages of the groups it is in'] : ['it acts as one bot'],
        }
      },
    },
  ],
  source: 'https://core.telegram.org/bots/api#getme',
}
