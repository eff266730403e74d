import type { Provider } from '../token/provider.ts'

// Form: github.blog, changelog 2021-09-23, "npm has a new access token format". Its last six characters are said to be a
// checksum like GitHub's; no published sample was found to test that against, so none is checked.

export const npm: Provider = {
  id: 'npm',
  name: 'npm',
  formats: [
    {
      kind: 'access token',
      prefix: 'npm_',
      pattern: /^npm_[A-Za-z0-9]{36}$/,
      says: 'the text tells neither its packages nor whether it publishes',
      source: 'github.blog, changelog 2021-09-23',
    },
  ],
  destinations: ['registry.npmjs.org'],
  env: ['NPM_TOKEN', 'NODE_AUTH_TOKEN'],
  carriers: [{ kind: 'bearer' }, { kind: 'basic' }],
  carried: 'requests',
  scopes: new Map([
    ['publish', { access: 'write', breadth: 'account', says: 'publish every package of its user' }],
    [
      'automation',
      { access: 'write', breadth: 'account', says: 'publish every package of its user without a second factor' },
    ],
    ['read-only', { access: 'read', breadth: 'account' }],
    ['read-write', { access: 'write' }],
  ]),
  links: {
    narrower: 'https://docs.npmjs.com/creating-and-viewing-access-tokens',
    revoke: 'https://docs.npmjs.com/revoking-access-tokens',
  },
}
