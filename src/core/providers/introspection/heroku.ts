import type { Introspection } from '../../token/introspection.ts'
import { whoAmI } from './who-am-i.ts'

// devcenter.heroku.com: "Platform API Reference", "Account" (needs the scope identity or global; 403 without), and "OAuth"
// for the scopes. Which of them a token has is told nowhere.

export const heroku: Introspection = {
  id: 'heroku',
  base: 'https://api.heroku.com',
  carriage: { kind: 'bearer' },
  steps: [
    whoAmI(
      '/account',
      [['email'], ['id']],
      { breadth: 'account', says: ['whether it may write is not told'] },
      {
        headers: { accept: 'application/vnd.heroku+json; version=3' },
        denied: { says: ['it may not read its account'] },
        denies: [403],
      },
    ),
  ],
  source: 'https://devcenter.heroku.com/articles/platform-api-reference#account',
}
