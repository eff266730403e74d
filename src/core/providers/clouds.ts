import { BASIC, BEARER, form, header, type Row } from './row.ts'

/** Clouds, databases and what builds on them, one row each. */
export const CLOUDS: readonly Row[] = [
  {
    id: 'gcp',
    name: 'Google Cloud',
    formats: [
      form('API key', 'AIza', /^AIza[\w-]{35}$/, { says: 'one project; the text does not tell its restrictions' }),
      form('service account key', '{', /^\{\s{0,99}"type"\s{0,99}:\s{0,99}"service_account"[^\0]*\}$/, {
        carried: 'never',
        suffix: 'service-account',
        says: 'it signs in as a service account; what that may do is set in its project',
      }),
    ],
    destinations: ['generativelanguage.googleapis.com', 'maps.googleapis.com', 'www.googleapis.com'],
    env: ['GOOGLE_API_KEY', 'GEMINI_API_KEY'],
    carriers: [header('x-goog-api-key'), { kind: 'query', parameter: 'key' }, BEARER],
    narrower: 'https://console.cloud.google.com/apis/credentials',
  },
  {
    id: 'azure',
    name: 'Azure',
    formats: [
      form('client secret', '', /^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/, {
        carried: 'never',
        says: 'an application proves with it who it is; what it may do is set in its tenant',
      }),
    ],
    destinations: ['login.microsoftonline.com'],
    env: ['AZURE_CLIENT_SECRET'],
    carriers: [],
    // It is sent in the body of a token request, which no carrier can name.
    carried: 'never',
    narrower: 'https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation',
  },
  {
    id: 'digitalocean',
    name: 'DigitalOcean',
    formats: [
      form('personal access token', 'dop_v1_', /^dop_v1_[a-f0-9]{64}$/, {
        says: 'one team; the text does not tell its scopes',
      }),
      form('OAuth token', 'doo_v1_', /^doo_v1_[a-f0-9]{64}$/),
      form('refresh token', 'dor_v1_', /^dor_v1_[a-f0-9]{64}$/, { says: 'it is exchanged for OAuth tokens' }),
    ],
    destinations: ['api.digitalocean.com'],
    env: ['DIGITALOCEAN_ACCESS_TOKEN', 'DIGITALOCEAN_TOKEN'],
    narrower: 'https://cloud.digitalocean.com/account/api/tokens',
  },
  {
    id: 'heroku',
    name: 'Heroku',
    formats: [form('OAuth token', 'HRKU-', /^HRKU-AA[\w-]{58}$/, { says: 'the text does not tell its scope' })],
    destinations: ['api.heroku.com'],
    env: ['HEROKU_API_KEY'],
    narrower: 'https://devcenter.heroku.com/articles/oauth',
    revoke: 'https://dashboard.heroku.com/account/applications',
  },
  {
    id: 'fly',
    name: 'Fly.io',
    formats: [
      form('auth token', 'fo1_', /^fo1_[\w-]{43}$/, { breadth: 'account', says: 'it does what its user may' }),
      form('macaroon', 'fm', /^fm(?:1[ar]|2)_[\w+/=,-]{80,4000}$/, {
        says: 'its caveats tell what it may; they are not read',
      }),
      form('macaroon with scheme', 'FlyV1 ', /^FlyV1 fm2_[\w+/=,-]{80,4000}$/, {
        says: 'its caveats tell what it may; they are not read',
      }),
    ],
    destinations: ['api.fly.io', 'api.machines.dev'],
    env: ['FLY_API_TOKEN'],
    carriers: [BEARER, header('Authorization', 'FlyV1')],
    narrower: 'https://fly.io/docs/security/tokens/',
  },
  {
    id: 'pulumi',
    name: 'Pulumi',
    formats: [form('access token', 'pul-', /^pul-[a-f0-9]{40}$/, { says: 'of a person, a team or an organisation' })],
    destinations: ['api.pulumi.com'],
    env: ['PULUMI_ACCESS_TOKEN'],
    carriers: [header('Authorization', 'token')],
    narrower: 'https://app.pulumi.com/account/tokens',
  },
  {
    id: 'terraform',
    name: 'HCP Terraform',
    formats: [
      form('API token', '', /^[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}$/, {
        says: 'of a person, a team or an organisation',
      }),
    ],
    destinations: ['app.terraform.io'],
    env: ['TF_TOKEN_app_terraform_io', 'TFE_TOKEN'],
    narrower: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  },
  {
    id: 'planetscale',
    name: 'PlanetScale',
    formats: [
      form('service token', 'pscale_tkn_', /^pscale_tkn_[\w=.-]{32,64}$/, {
        says: 'what it was granted, database by database',
      }),
      form('OAuth token', 'pscale_oauth_', /^pscale_oauth_[\w=.-]{32,64}$/),
      form('database password', 'pscale_pw_', /^pscale_pw_[\w=.-]{32,64}$/, {
        breadth: 'resource',
        carried: 'never',
        says: 'one branch of one database',
      }),
    ],
    destinations: ['api.planetscale.com'],
    env: ['PLANETSCALE_SERVICE_TOKEN'],
    carriers: [header('Authorization')],
    narrower: 'https://planetscale.com/docs/api/service-tokens',
  },
  {
    id: 'supabase',
    name: 'Supabase',
    formats: [
      form('scoped access token', 'sbp_fc', /^sbp_fc[\w-]{20,200}$/, {
        says: 'chosen organisations, projects and permissions; the text does not tell which',
        source: 'supabase.com/docs/guides/platform/personal-access-tokens',
      }),
      form('classic access token', 'sbp_', /^sbp_(?!fc)[a-f0-9]{40}$/, {
        breadth: 'account',
        access: 'admin',
        says: 'it does everything its user may, in every organisation and project, and in those made later',
        source: 'supabase.com/docs/guides/platform/personal-access-tokens',
      }),
      form('secret key', 'sb_secret_', /^sb_secret_[\w-]{20,100}$/, {
        breadth: 'resource',
        access: 'admin',
        says: 'it passes by every row rule of one project',
        source: 'supabase.com/docs/guides/api/api-keys',
      }),
    ],
    destinations: ['api.supabase.com'],
    env: ['SUPABASE_ACCESS_TOKEN'],
    carriers: [BEARER, header('apikey')],
    narrower: 'https://supabase.com/dashboard/account/tokens',
  },
  {
    id: 'tailscale',
    name: 'Tailscale',
    formats: [
      form('API access token', 'tskey-api-', /^tskey-api-[\w-]{10,100}$/, {
        breadth: 'organisation',
        says: 'it does what its user may in the whole tailnet',
      }),
      form('auth key', 'tskey-auth-', /^tskey-auth-[\w-]{10,100}$/, {
        carried: 'never',
        access: 'write',
        says: 'a machine joins the tailnet with it',
      }),
      form('OAuth client secret', 'tskey-client-', /^tskey-client-[\w-]{10,100}$/, {
        says: 'it is exchanged for access tokens; the text does not tell their scopes',
      }),
    ],
    destinations: ['api.tailscale.com'],
    env: ['TAILSCALE_API_KEY', 'TS_API_KEY', 'TS_AUTHKEY'],
    carriers: [BEARER, BASIC],
    narrower: 'https://tailscale.com/kb/1215/oauth-clients',
    revoke: 'https://login.tailscale.com/admin/settings/keys',
  },
  {
    id: 'databricks',
    name: 'Databricks',
    formats: [
      form('personal access token', 'dapi', /^dapi[a-f0-9]{32}(?:-\d)?$/, {
        breadth: 'organisation',
        says: 'it does what its user may in one workspace',
      }),
    ],
    destinations: [],
    env: ['DATABRICKS_TOKEN'],
    baseUrlEnv: 'DATABRICKS_HOST',
    narrower: 'https://docs.databricks.com/en/dev-tools/auth/oauth-m2m.html',
  },
]
