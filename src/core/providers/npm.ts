import type { Provider } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { hasBase62Checksum } from './base62-checksum.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Form and checksum: github.blog, "Announcing npm's new access token format", 2021-09-23; mongodb/kingfisher verifies the same.
// Since 2025-12-09 only granular ones are left: github.blog, changelog of that day. Their permissions: docs.npmjs.com, "About
// access tokens". What a classic one could do is kept for tokens of a registry of one's own.

const TOKENS = 'https://docs.npmjs.com/creating-and-viewing-access-tokens'

const RULES: readonly Rule[] = [
  {
    id: 'BH112',
    title: 'Publishes without a second factor',
    severity: 'wide',
    when: 'it is an automation token, or one that passes by the second factor',
    test: ({ reach: { scopes } }) => scopes.some((scope) => scope === 'automation' || scope === 'bypass-2fa'),
    why: () => 'whoever holds it publishes at once: nobody is asked for a code',
    remedy: () => ({
      text: 'publish from the job itself by trusted publishing, which needs no token',
      url: 'https://docs.npmjs.com/trusted-publishers',
    }),
    example: { kind: 'access token', scopes: ['bypass-2fa'], resources: ['package:web'], endsInDays: 90 },
  },
]

export const npm: Provider = {
  id: 'npm',
  name: 'npm',
  formats: [
    {
      kind: 'access token',
      prefix: 'npm_',
      pattern: /^npm_[A-Za-z0-9]{36}$/,
      checksum: hasBase62Checksum,
      says: 'the text tells neither its packages nor whether it publishes',
      source: 'github.blog, 2021-09-23',
    },
  ],
  destinations: ['registry.npmjs.org'],
  env: ['NPM_TOKEN', 'NODE_AUTH_TOKEN', 'YARN_NPM_AUTH_TOKEN'],
  carriers: [BEARER, BASIC],
  carried: 'requests',
  scopes: new Map([
    ['publish', { access: 'write', breadth: 'account', says: 'publish every package of its user' }],
    ...grant('automation bypass-2fa', {
      access: 'write',
      breadth: 'account',
      says: 'publish every package of its user without a second factor',
    }),
    ...grant('read-only packages:read', { access: 'read', breadth: 'account' }),
    ...grant('read-write packages:write', { access: 'write', breadth: 'account' }),
    ...grant('organizations:read org:read', { access: 'read', atLeast: 'organisation' }),
    ...grant('organizations:write org:write', {
      access: 'admin',
      atLeast: 'organisation',
      says: 'change the members and teams of the organisation',
    }),
  ]),
  rules: RULES,
  baseUrlEnv: 'npm_config_registry',
  links: { narrower: TOKENS, revoke: 'https://docs.npmjs.com/revoking-access-tokens' },
}
