import { readFly } from '../identify/read-fly.ts'
import type { Provider } from '../token/provider.ts'
import { BEARER, header } from './row.ts'

// Forms: github.com/superfly/macaroon, format.go (prefixes, scheme, members joined by commas), and flyctl's own redaction. A
// macaroon holds 48 bytes at least, which is 64 characters; `fo1_` members follow in a session's token.

const MEMBER = 'fm(?:1[ar]|2)_[\\w+/=-]{64,4000}'
const MEMBERS = `${MEMBER}(?:,${MEMBER}){0,63}`
const SESSION = `${MEMBERS},fo1_[\\w+/=-]{40,200}`

const MACAROON = { read: readFly, says: 'its caveats tell what it may', source: 'superfly/macaroon' } as const

const ITS_USER = {
  breadth: 'account',
  access: 'write',
  says: 'it does what its user may, in every organisation of theirs',
  source: 'fly.io/docs/security/tokens',
} as const

export const fly: Provider = {
  id: 'fly',
  name: 'Fly.io',
  formats: [
    { kind: 'auth token', prefix: 'fo1_', pattern: /^fo1_[\w-]{43}$/, ...ITS_USER },
    { kind: 'macaroon', prefix: 'fm', pattern: new RegExp(`^${MEMBERS}$`), ...MACAROON },
    { kind: 'macaroon with scheme', prefix: 'FlyV1 ', pattern: new RegExp(`^FlyV1 ${MEMBERS}$`), ...MACAROON },
    { kind: 'session token', prefix: 'fm', pattern: new RegExp(`^${SESSION}$`), ...ITS_USER },
    { kind: 'session token with scheme', prefix: 'FlyV1 ', pattern: new RegExp(`^FlyV1 ${SESSION}$`), ...ITS_USER },
  ],
  destinations: ['api.fly.io', 'api.machines.dev', 'registry.fly.io'],
  env: ['FLY_API_TOKEN', 'FLY_ACCESS_TOKEN'],
  carriers: [BEARER, header('Authorization', 'FlyV1')],
  carried: 'requests',
  narrowing: ({ name }) =>
    `run fly tokens attenuate, or fly tokens create deploy for one app${name === null ? '' : `, then bulkhead rotate ${name}`}`,
  baseUrlEnv: 'FLY_API_BASE_URL',
  links: { narrower: 'https://fly.io/docs/security/tokens/', revoke: 'https://fly.io/dashboard/personal/tokens' },
}
