import type { Provider } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BEARER, header } from './row.ts'

// Forms and what they may do: supabase.com/docs/guides/api/api-keys and supabase.com/docs/guides/platform/personal-access-tokens.
// The older keys of a project are JWTs with the roles `anon` and `service_role`; those are read as JWTs.

const KEYS = 'supabase.com/docs/guides/api/api-keys'

const TOKENS = 'supabase.com/docs/guides/platform/personal-access-tokens'

const RULES: readonly Rule[] = [
  {
    id: 'BH140',
    title: 'Passes by row level security',
    severity: 'god',
    when: 'its form is that of a secret key',
    test: ({ format }) => format?.prefix === 'sb_secret_',
    why: () => 'a secret key reads and changes every row of its project, whatever the rules of its tables say',
    remedy: () => ({
      text: 'sign users in and use the publishable key with rules for each table, or make one secret key for each service',
      url: `https://${KEYS}`,
    }),
    example: { kind: 'secret key' },
  },
  {
    id: 'BH141',
    title: 'Is made to be seen',
    severity: 'note',
    when: 'its form is that of a publishable key',
    test: ({ format }) => format?.prefix === 'sb_publishable_',
    why: () => 'anybody may hold a publishable key: what it reaches is what the rules of each table leave open',
    remedy: () => ({
      text: 'look through the rules of each table rather than hide the key',
      url: 'https://supabase.com/docs/guides/database/postgres/row-level-security',
    }),
    example: { kind: 'publishable key' },
  },
]

export const supabase: Provider = {
  id: 'supabase',
  name: 'Supabase',
  formats: [
    {
      kind: 'scoped access token',
      prefix: 'sbp_fc',
      pattern: /^sbp_fc[\w-]{20,200}$/,
      says: 'chosen organisations, projects and permissions; the text does not tell which',
      source: TOKENS,
    },
    {
      kind: 'versioned access token',
      prefix: 'sbp_v0_',
      pattern: /^sbp_v0_[\w-]{20,200}$/,
      says: 'of a person; the text does not tell whether it is scoped',
      source: TOKENS,
    },
    {
      kind: 'OAuth token',
      prefix: 'sbp_oauth_',
      pattern: /^sbp_oauth_[a-f0-9]{40}$/,
      breadth: 'organisation',
      says: 'an app acts with it in one organisation; the text does not tell its scopes',
      source: 'supabase/cli, access token',
    },
    {
      kind: 'classic access token',
      prefix: 'sbp_',
      pattern: /^sbp_(?!fc)[a-f0-9]{40}$/,
      breadth: 'account',
      access: 'admin',
      says: 'it does everything its user may, in every organisation and project, and in those made later',
      source: TOKENS,
    },
    {
      kind: 'secret key',
      env: 'SUPABASE_SECRET_KEY',
      destinations: [],
      prefix: 'sb_secret_',
      pattern: /^sb_secret_[\w-]{20,100}$/,
      breadth: 'resource',
      access: 'admin',
      suffix: 'secret',
      says: 'it passes by every row rule of one project',
      source: KEYS,
    },
    {
      kind: 'publishable key',
      env: 'SUPABASE_PUBLISHABLE_KEY',
      destinations: [],
      prefix: 'sb_publishable_',
      pattern: /^sb_publishable_[\w-]{20,100}$/,
      breadth: 'resource',
      suffix: 'public',
      says: 'made to be seen by anyone; it reaches what the row rules of one project leave open',
      source: KEYS,
    },
  ],
  destinations: ['api.supabase.com'],
  sites: ['supabase.co'],
  env: [
    'SUPABASE_ACCESS_TOKEN',
    'SUPABASE_SECRET_KEY',
    'SUPABASE_SERVICE_ROLE_KEY',
    'SUPABASE_KEY',
    'SUPABASE_PUBLISHABLE_KEY',
  ],
  carriers: [BEARER, header('apikey')],
  carried: 'requests',
  rules: RULES,
  baseUrlEnv: 'SUPABASE_URL',
  links: {
    narrower: 'https://supabase.com/dashboard/account/tokens',
    revoke: 'https://supabase.com/dashboard/account/tokens',
  },
}
