import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// twilio.com/docs: "Account resource" (GET /2010-04-01/Accounts.json) and "Requests": the account's SID and its auth token,
// or an API key's SID and its secret, as user and password. One half alone cannot ask.

export const twilio: Introspection = {
  id: 'twilio',
  base: 'https://api.twilio.com',
  carriage: { kind: 'basic-pair' },
  steps: ({ text }) =>
    !/^(?:AC|SK)[0-9a-f]{32}:/i.test(text.trim())
      ? []
      : [
          {
            path: '/2010-04-01/Accounts.json',
            read: ({ body }) => {
              const accounts = listAt(body, 'accounts')
              if (accounts === undefined) return {}
              const names = accounts.flatMap((item) => textAt(item, 'friendly_name') ?? [])
              const isKey = text.trim().toUpperCase().startsWith('SK')
              return {
                breadth: 'account',
                access: isKey ? 'write' : 'admin',
                resources: names.map((name) => ({ kind: 'account', name })),
                says: [
                  isKey ? 'it lists accounts, as only a main key may' : 'an auth token does everything in its account',
                ],
              }
            },
          },
        ],
  source: 'https://www.twilio.com/docs/iam/api/account',
}
