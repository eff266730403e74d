import type { Introspection } from '../../token/introspection.ts'
import { whoAmI } from './who-am-i.ts'

// docs.npmjs.com: "npm whoami" (GET /-/whoami) and "About access tokens". What a granular token was given is only shown on its page.

export const npm: Introspection = {
  id: 'npm',
  base: 'https://registry.npmjs.org',
  own: { example: 'https://npm.example.com' },
  carriage: { kind: 'bearer' },
  steps: [whoAmI('/-/whoami', [['username']], { says: ['which packages it may publish is only shown on its page'] })],
  source: 'https://docs.npmjs.com/about-access-tokens',
}
