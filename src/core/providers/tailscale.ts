import type { Provider, ScopeFact } from '../token/provider.ts'
import { BASIC, BEARER, form, grant, providerOf } from './row.ts'

// Prefixes: tailscale.com/docs/reference/key-prefixes. What each does: tailscale.com/docs/reference/key-secret-management. Scopes:
// tailscale.com/docs/reference/trust-credentials; a scope without `:read` writes.

const source = 'tailscale.com/docs/reference/key-prefixes'

const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }
const WRITES: ScopeFact = { access: 'write', atLeast: 'organisation' }

/** Tailscale: a private network. */
export const tailscale: Provider = providerOf({
  id: 'tailscale',
  name: 'Tailscale',
  formats: [
    form('API access token', 'tskey-api-', /^tskey-api-[\w-]{10,100}$/, {
      breadth: 'organisation',
      access: 'write',
      suffix: 'api',
      says: 'it does what its user may in the whole tailnet, and has no scopes',
      source,
    }),
    form('auth key', 'tskey-auth-', /^tskey-auth-[\w-]{10,100}$/, {
      env: 'TS_AUTHKEY',
      carried: 'never',
      access: 'write',
      suffix: 'auth',
      says: 'a machine joins the tailnet with it; what it may reach there is set by its tags',
      source,
    }),
    form('OAuth client secret', 'tskey-client-', /^tskey-client-[\w-]{10,100}$/, {
      env: 'TAILSCALE_OAUTH_CLIENT_SECRET',
      says: 'it is exchanged for access tokens and auth keys; the text does not tell their scopes',
      source,
    }),
    form('SCIM key', 'tskey-scim-', /^tskey-scim-[\w-]{10,100}$/, {
      breadth: 'organisation',
      access: 'admin',
      suffix: 'scim',
      says: 'it adds and removes the users and groups of the tailnet',
      source,
    }),
    form('webhook secret', 'tskey-webhook-', /^tskey-webhook-[\w-]{10,100}$/, {
      breadth: 'resource',
      carried: 'never',
      suffix: 'webhook',
      says: 'it proves that an event came from the tailnet; it opens nothing, but forges events',
      source,
    }),
  ],
  destinations: ['api.tailscale.com'],
  env: ['TAILSCALE_API_KEY', 'TS_API_KEY', 'TS_AUTHKEY', 'TS_AUTH_KEY', 'TAILSCALE_OAUTH_CLIENT_SECRET'],
  carriers: [BEARER, BASIC],
  scopes: new Map([
    ['all:read', { access: 'read', atLeast: 'organisation', says: 'read everything of the tailnet' }],
    ...grant(
      `devices:core:read devices:routes:read devices:posture_attributes:read devices:read policy_file:read acl:read users:read
       auth_keys:read oauth_keys:read dns:read services:read webhooks:read log_streaming:read logs:network:read
       logs:configuration:read account_settings:read feature_settings:read network_settings:read`,
      { access: 'read', atLeast: 'organisation' },
    ),
    ...grant('policy_file acl users oauth_keys api_access_tokens account_settings feature_settings network_settings', {
      ...ADMINISTERS,
      says: 'change who may reach what in the tailnet',
    }),
    ...grant('auth_keys devices:core devices:routes devices:posture_attributes devices services dns webhooks', WRITES),
    ...grant('log_streaming logs:configuration device_invites user_invites federated_keys', WRITES),
  ]),
  narrower: 'https://login.tailscale.com/admin/settings/oauth',
  revoke: 'https://login.tailscale.com/admin/settings/keys',
})
