import { readJwt } from '../identify/read-jwt.ts'
import type { Provider } from '../token/provider.ts'

// RFC 7519 and RFC 7515 section 7.1 (three parts), RFC 7516 section 7.1 (five parts). A header begins with base64url of `{"`,
// claims with that or, spread over lines, `ew`.
// `service_role` is the role that passes by every row rule of a Supabase project: supabase.com, "Understanding API keys".

export const jwt: Provider = {
  id: 'jwt',
  name: 'JWT',
  formats: [
    {
      kind: 'signed JWT',
      prefix: 'ey',
      pattern: /^ey[\w-]+\.e[yw][\w-]*\.[\w-]*$/,
      read: readJwt,
      says: 'what it may is in its claims, which anybody can read',
      source: 'RFC 7519',
    },
    {
      kind: 'encrypted JWT',
      prefix: 'ey',
      pattern: /^ey[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/,
      says: 'only its recipient can read it',
      source: 'RFC 7516',
    },
  ],
  destinations: [],
  env: [],
  carriers: [{ kind: 'bearer' }],
  carried: 'requests',
  scopes: new Map([
    ['role:service_role', { access: 'admin', atLeast: 'organisation', says: 'pass by every row rule of the database' }],
    ['offline_access', { access: 'read' }],
  ]),
  links: {
    narrower: 'https://datatracker.ietf.org/doc/html/rfc9700',
    revoke: 'https://datatracker.ietf.org/doc/html/rfc7009',
  },
}
