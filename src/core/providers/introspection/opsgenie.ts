import type { Introspection } from '../../token/introspection.ts'
import { whoAmI } from './who-am-i.ts'

// docs.opsgenie.com, "Account API" (GET /v2/account: data.name) and "API key management": read, create and update, delete
// and configuration access are given one by one, and told nowhere; 403 for a key without configuration access.

export const opsgenie: Introspection = {
  id: 'opsgenie',
  base: 'https://api.opsgenie.com',
  own: { example: 'https://api.eu.opsgenie.com', regions: ['https://api.eu.opsgenie.com'] },
  carriage: { kind: 'header', header: 'Authorization', scheme: 'GenieKey' },
  steps: [
    whoAmI(
      '/v2/account',
      [['data', 'name']],
      { breadth: 'organisation', says: ['it may read the account, as only a key of the whole account may'] },
      { denied: { says: ['it may not read the account'] }, denies: [403] },
    ),
  ],
  source: 'https://docs.opsgenie.com/docs/account-api',
}
