import type { Provider } from '../token/provider.ts'

// Forms: developers.cloudflare.com, "Token formats" (cfut_, cfat_, cfk_), and gitleaks' rule table for the older ones.
// A token without a prefix is forty characters that could be anything, so it stays unknown.

const MASTER = { breadth: 'account', access: 'admin', master: true, suffix: 'global' } as const

const says = 'it does everything its user can, in every account and zone'

export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare',
  formats: [
    {
      kind: 'global API key',
      prefix: 'cfk_',
      pattern: /^cfk_[A-Za-z0-9]{30,100}$/,
      ...MASTER,
      says,
    },
    {
      kind: 'user API token',
      prefix: 'cfut_',
      pattern: /^cfut_[A-Za-z0-9]{40}[a-f0-9]{8}$/,
      says: 'chosen permissions of its user; the text does not tell which',
    },
    {
      kind: 'account API token',
      prefix: 'cfat_',
      pattern: /^cfat_[A-Za-z0-9]{40}[a-f0-9]{8}$/,
      says: 'chosen permissions in one account; the text does not tell which',
    },
    {
      kind: 'origin CA key',
      prefix: 'v1.0-',
      pattern: /^v1\.0-[a-f0-9]{24}-[a-f0-9]{146}$/,
      breadth: 'account',
      access: 'write',
      suffix: 'origin-ca',
      says: 'it makes and revokes origin certificates for every zone of its user',
    },
    {
      kind: 'legacy global API key',
      prefix: '',
      pattern: /^[0-9a-f]{37}$/,
      ...MASTER,
      says,
    },
  ],
  destinations: ['api.cloudflare.com'],
  env: ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN', 'CLOUDFLARE_API_KEY'],
  carriers: [
    { kind: 'bearer' },
    { kind: 'header', header: 'X-Auth-Key' },
    { kind: 'header', header: 'X-Auth-User-Service-Key' },
  ],
  carried: 'requests',
  baseUrlEnv: 'CLOUDFLARE_BASE_URL',
  links: {
    narrower: 'https://dash.cloudflare.com/profile/api-tokens',
    revoke: 'https://dash.cloudflare.com/profile/api-tokens',
  },
}
