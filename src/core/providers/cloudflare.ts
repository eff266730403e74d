import type { Need, Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { queryText } from './query-text.ts'
import { BEARER, header } from './row.ts'

// Forms: developers.cloudflare.com, "Token formats" (cfut_, cfat_, cfk_, each of 40 characters and a checksum whose algorithm is
// not published), and gitleaks' rule table for the older ones. A token without a prefix is forty characters that could be
// anything, so it stays unknown. Permissions: developers.cloudflare.com, "API token permissions", which says of each whether a zone
// can narrow it, or whether it holds for an account or a user; what no row says more of is read by its words, as in `DNS Write`.

const MASTER = { breadth: 'account', access: 'admin', master: true, suffix: 'global' } as const

const says = 'it does everything its user can, in every account and zone'

const permission = (names: readonly string[], access: ScopeFact['access'], more: Partial<ScopeFact>) =>
  names.flatMap((name): [string, ScopeFact][] => {
    const levels = access === 'read' ? ['Read'] : ['Write', 'Edit']
    // Terraform's names begin with what they hold for: `Account:Workers Scripts:Edit`.
    const places = ['', 'Account ', 'Zone ', 'User ']
    return levels.flatMap((level) =>
      places.map((place): [string, ScopeFact] => [`${place}${name} ${level}`, { access, ...more }]),
    )
  })

const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ...permission(['API Tokens', 'Account API Tokens'], 'admin', {
    atLeast: 'account',
    says: 'make tokens that do everything that its user may',
  }),
  ...permission(['Account Settings', 'Memberships', 'Access: Organizations, Identity Providers, and Groups'], 'admin', {
    atLeast: 'organisation',
    says: 'change the members and settings of the account',
  }),
  ...permission(['Billing'], 'admin', { atLeast: 'organisation', says: 'change what the account pays for' }),
  ...permission(['Zone'], 'admin', { breadth: 'several', says: 'create and delete zones' }),
  ...permission(['User Details'], 'write', { atLeast: 'account' }),
  ...permission(
    [
      'Workers Scripts',
      'Workers KV Storage',
      'Workers R2 Storage',
      'D1',
      'Pages',
      'Queues',
      'Account Rulesets',
      'Turnstile Sites',
    ],
    'write',
    { atLeast: 'organisation' },
  ),
  ...permission(
    [
      'Workers Scripts',
      'Workers KV Storage',
      'Workers R2 Storage',
      'D1',
      'Pages',
      'Account Settings',
      'Billing',
      'Account Analytics',
    ],
    'read',
    { atLeast: 'organisation' },
  ),
  ...permission(['API Tokens', 'User Details', 'Memberships'], 'read', { atLeast: 'account' }),
  ['Cache Purge', { access: 'write' }],
  ['Cache Purge Purge', { access: 'write' }],
])

const PAGE = 'https://dash.cloudflare.com/profile/api-tokens'

// developers.cloudflare.com, "API token template URLs". Account and zone are left to be chosen there: the address could only
// say all of them. The keys of permissions are written like `dns` and `workers_scripts`.
function prefilled({ name, scopes }: Need): string {
  const permissions = scopes.flatMap((scope) => {
    const [, group, level] = /^([A-Za-z][A-Za-z0-9 ]{0,60}) (Read|Write|Edit)$/.exec(scope) ?? []
    if (group === undefined) return []
    return [{ key: group.toLowerCase().replaceAll(' ', '_'), type: level === 'Read' ? 'read' : 'edit' }]
  })
  if (permissions.length === 0) return PAGE
  const fields = [
    ['permissionGroupKeys', JSON.stringify(permissions)],
    ['name', name],
  ] as const
  return `${PAGE}?${queryText(fields)}`
}

const RULES: readonly Rule[] = [
  {
    id: 'BH135',
    title: 'Makes tokens of its own',
    severity: 'god',
    when: 'it may write API tokens',
    test: ({ reach: { scopes } }) =>
      scopes.some((scope) => /^(?:(?:account|user)\W{1,3})?api\Wtokens\W{1,3}(?:write|edit)$/i.test(scope)),
    why: () => 'whoever makes tokens gives them every permission that the user has: this one has no limit but theirs',
    remedy: () => ({
      text: 'keep one such token for the one tool that makes tokens, and take it out of this domain',
      url: PAGE,
    }),
    example: { kind: 'user API token', scopes: ['API Tokens Write'], endsInDays: 90 },
  },
  {
    id: 'BH136',
    title: 'Makes certificates for every zone',
    severity: 'wide',
    when: 'its form is that of an origin CA key',
    test: ({ format }) => format?.kind === 'origin CA key',
    why: () => 'an origin CA key issues and revokes certificates for each zone of its user, and has no end',
    remedy: () => ({ text: 'make an API token with SSL and Certificates for the one zone', url: PAGE }),
    example: { kind: 'origin CA key' },
  },
]

export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare',
  formats: [
    {
      kind: 'global API key',
      env: 'CLOUDFLARE_API_KEY',
      prefix: 'cfk_',
      pattern: /^cfk_[A-Za-z0-9]{30,100}$/,
      ...MASTER,
      says,
      source: 'developers.cloudflare.com, "Token formats"',
    },
    {
      kind: 'user API token',
      prefix: 'cfut_',
      pattern: /^cfut_[A-Za-z0-9]{40}[a-f0-9]{8}$/,
      says: 'chosen permissions of its user; the text does not tell which',
      source: 'developers.cloudflare.com, "Token formats"',
    },
    {
      kind: 'account API token',
      prefix: 'cfat_',
      pattern: /^cfat_[A-Za-z0-9]{40}[a-f0-9]{8}$/,
      says: 'chosen permissions in one account; the text does not tell which',
      source: 'developers.cloudflare.com, "Token formats"',
    },
    {
      kind: 'origin CA key',
      env: 'CLOUDFLARE_API_USER_SERVICE_KEY',
      prefix: 'v1.0-',
      pattern: /^v1\.0-[a-f0-9]{24}-[a-f0-9]{146}$/,
      breadth: 'account',
      access: 'write',
      suffix: 'origin-ca',
      says: 'it makes and revokes origin certificates for every zone of its user',
      source: 'developers.cloudflare.com, "Origin CA keys"',
    },
    {
      kind: 'legacy global API key',
      env: 'CLOUDFLARE_API_KEY',
      prefix: '',
      pattern: /^[0-9a-f]{37}$/,
      ...MASTER,
      says,
      source: 'gitleaks',
    },
  ],
  destinations: ['api.cloudflare.com'],
  env: ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN', 'CLOUDFLARE_API_KEY', 'CF_API_KEY', 'CLOUDFLARE_API_USER_SERVICE_KEY'],
  carriers: [BEARER, header('X-Auth-Key'), header('X-Auth-User-Service-Key')],
  carried: 'requests',
  scopes: SCOPES,
  rules: RULES,
  baseUrlEnv: 'CLOUDFLARE_BASE_URL',
  links: { narrower: PAGE, prefilled, revoke: PAGE },
}
