import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// developers.asana.com, "Get a user" (GET /api/1.0/users/me) and "Personal access token": it does all that its user may.

export const asana: Introspection = {
  id: 'asana',
  base: 'https://app.asana.com',
  carriage: { kind: 'bearer' },
  steps: [
    whoAmI(
      '/api/1.0/users/me',
      [
        ['data', 'email'],
        ['data', 'name'],
      ],
      wholeAccount('a personal access token does all that its user may'),
    ),
  ],
  source: 'https://developers.asana.com/docs/personal-access-token',
}
