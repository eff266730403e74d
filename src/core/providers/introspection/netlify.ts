import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// docs.netlify.com, "Get started with the Netlify API", and open-api.netlify.com, getCurrentUser: a personal access token
// does all that its user may in every team.

export const netlify: Introspection = {
  id: 'netlify',
  base: 'https://api.netlify.com',
  carriage: { kind: 'bearer' },
  steps: [
    whoAmI(
      '/api/v1/user',
      [['email'], ['full_name'], ['id']],
      wholeAccount('a personal access token does all that its user may'),
    ),
  ],
  source: 'https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/',
}
