import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// replicate.com/docs/reference/http, "account.get" (GET /v1/account: type, username): a token does everything in its account.

export const replicate: Introspection = {
  id: 'replicate',
  base: 'https://api.replicate.com',
  carriage: { kind: 'bearer' },
  steps: [whoAmI('/v1/account', [['username'], ['name']], wholeAccount('a token does everything in its account'))],
  source: 'https://replicate.com/docs/reference/http#account.get',
}
