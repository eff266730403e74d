import type { ScopeFact } from '../token/provider.ts'
import { hasBase62Checksum } from './base62-checksum.ts'
import { BASIC, BEARER, form, grant, header, type Row } from './row.ts'

const whole = (access: ScopeFact['access'], says?: string): ScopeFact =>
  says === undefined ? { access, atLeast: 'organisation' } : { access, atLeast: 'organisation', says }

/** Clouds that host, build and run, one row each. */
export const CLOUDS: readonly Row[] = [
  {
    id: 'digitalocean',
    name: 'DigitalOcean',
    formats: [
      form('personal access token', 'dop_v1_', /^dop_v1_[a-f0-9]{64}$/, {
        says: 'one team; the text does not tell its scopes',
        source: 'docs.digitalocean.com, "Create a personal access token"',
      }),
      form('OAuth token', 'doo_v1_', /^doo_v1_[a-f0-9]{64}$/, {
        says: 'an app acts with it in one team; the text does not tell its scopes',
      }),
      form('refresh token', 'dor_v1_', /^dor_v1_[a-f0-9]{64}$/, { says: 'it is exchanged for OAuth tokens' }),
    ],
    destinations: ['api.digitalocean.com', 'registry.digitalocean.com'],
    env: ['DIGITALOCEAN_ACCESS_TOKEN', 'DIGITALOCEAN_TOKEN', 'DO_API_TOKEN'],
    carriers: [BEARER, BASIC],
    // docs.digitalocean.com, "Scopes for API tokens". A custom scope holds for everything of its kind in the team.
    scopes: new Map([
      ...grant('write api:write', whole('admin', 'change everything that the team has')),
      ...grant('read api:read', whole('read', 'read everything that the team has')),
      ...grant('read-write full-access', whole('admin', 'change everything that the team has')),
      ...grant(
        `droplet:create droplet:update app:create app:update block_storage:create block_storage_action:create cdn:create
         cdn:update certificate:create database:create database:update domain:create domain:update firewall:create
         firewall:update function:create image:create image:update kubernetes:create kubernetes:update load_balancer:create
         load_balancer:update monitoring:create monitoring:update project:create project:update registry:create
         registry:update reserved_ip:create snapshot:create space:create spaces:create tag:create uptime:create vpc:create
         vpc:update`,
        { access: 'write', breadth: 'organisation' },
      ),
      ...grant(
        `account:read actions:read app:read billing:read block_storage:read database:read domain:read droplet:read
         firewall:read image:read kubernetes:read load_balancer:read monitoring:read project:read regions:read registry:read
         sizes:read snapshot:read ssh_key:read tag:read vpc:read`,
        { access: 'read', breadth: 'organisation' },
      ),
      ...grant('droplet:delete app:delete database:delete domain:delete kubernetes:delete registry:delete', {
        access: 'admin',
        breadth: 'organisation',
      }),
      ...grant('app:access_console', { access: 'admin', breadth: 'organisation', says: 'open a console in every app' }),
      ...grant('kubernetes:access_cluster database:view_credentials', {
        access: 'admin',
        breadth: 'organisation',
        says: 'sign in to every cluster or database of the team',
      }),
      ...grant('ssh_key:create ssh_key:update', {
        access: 'write',
        breadth: 'organisation',
        says: 'add keys that open the droplets made later',
      }),
    ]),
    narrower: 'https://cloud.digitalocean.com/account/api/tokens/new',
    revoke: 'https://cloud.digitalocean.com/account/api/tokens',
  },
  {
    id: 'vercel',
    name: 'Vercel',
    // vercel.com/changelog/new-token-formats-and-secret-scanning, 2026-02-09; 56 characters in Vercel's own examples. Vercel says
    // that its tokens end in a checksum; which one is seen only in the example of an app's access token, so only there it is tried.
    formats: [
      form('personal access token', 'vcp_', /^vcp_[A-Za-z0-9]{56}$/, {
        access: 'admin',
        says: 'everything in one project, one team or the whole account; the text does not tell which',
        source: 'vercel.com, "Access tokens"',
      }),
      form('app access token', 'vca_', /^vca_[A-Za-z0-9]{56}$/, {
        checksum: hasBase62Checksum,
        shortLived: true,
        says: 'an app acts with it for its user; the text does not tell its permissions',
        source: 'vercel.com, "Sign in with Vercel", tokens',
      }),
      form('app refresh token', 'vcr_', /^vcr_[A-Za-z0-9]{56}$/, {
        says: 'it is exchanged for app access tokens',
        source: 'vercel.com, "Sign in with Vercel", tokens',
      }),
      form('integration token', 'vci_', /^vci_[A-Za-z0-9]{56}$/, {
        says: 'what its integration was granted in one team',
        source: 'vercel.com, changelog 2026-02-09',
      }),
      form('AI Gateway key', 'vck_', /^vck_[A-Za-z0-9]{56}$/, {
        breadth: 'resource',
        access: 'write',
        suffix: 'ai',
        says: 'it calls models at the cost of one team',
        source: 'vercel.com, "AI Gateway", API keys',
      }),
    ],
    destinations: ['api.vercel.com', 'ai-gateway.vercel.sh'],
    env: ['VERCEL_TOKEN', 'VERCEL_API_TOKEN', 'AI_GATEWAY_API_KEY'],
    narrower: 'https://vercel.com/account/settings/tokens',
  },
  {
    id: 'netlify',
    name: 'Netlify',
    // answers.netlify.com, "Change to the Netlify authentication token format", 2023-11-07: the prefixes, 40 characters in all.
    // netlify.com/auth.md: each of them acts as a Netlify user.
    formats: [
      form('personal access token', 'nfp_', /^nfp_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it acts as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07, and trufflehog',
      }),
      form('CLI token', 'nfc_', /^nfc_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'cli',
        says: 'the command line acts with it as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07',
      }),
      form('OAuth token', 'nfo_', /^nfo_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        says: 'an app acts with it as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07',
      }),
      form('build token', 'nfb_', /^nfb_\w{36}$/, { says: 'one build; it ends with the build', shortLived: true }),
    ],
    destinations: ['api.netlify.com'],
    env: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_API_TOKEN'],
    narrower: 'https://app.netlify.com/user/applications',
  },
  {
    id: 'render',
    name: 'Render',
    formats: [
      form('API key', 'rnd_', /^rnd_[A-Za-z0-9]{20,64}$/, {
        says: 'every workspace of its user, or chosen permissions in one: the text does not tell which',
        source: 'render.com/docs/api-keys',
      }),
    ],
    destinations: ['api.render.com'],
    env: ['RENDER_API_KEY'],
    narrower: 'https://dashboard.render.com/u/settings?add-api-key',
    revoke: 'https://dashboard.render.com/u/settings#api-keys',
  },
  {
    id: 'pulumi',
    name: 'Pulumi',
    selfManaged: true,
    formats: [
      form('access token', 'pul-', /^pul-[a-f0-9]{40}$/, {
        says: 'of a person, a team or an organisation: the text does not tell which',
        source: 'pulumi.com/docs/pulumi-cloud/access-management/access-tokens',
      }),
    ],
    destinations: ['api.pulumi.com'],
    env: ['PULUMI_ACCESS_TOKEN'],
    carriers: [header('Authorization', 'token')],
    scopes: new Map([
      ...grant('personal', { access: 'write', atLeast: 'account', says: 'do everything that its user may' }),
      ...grant('organization organisation', whole('write', 'read and write every stack of the organisation')),
      ...grant('organization-admin organisation-admin', whole('admin', 'administer the organisation')),
      ...grant('team', { access: 'write', breadth: 'several' }),
    ]),
    baseUrlEnv: 'PULUMI_BACKEND_URL',
    narrower: 'https://app.pulumi.com/account/tokens',
  },
  {
    id: 'terraform',
    name: 'HCP Terraform',
    selfManaged: true,
    formats: [
      form('API token', '', /^[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}$/, {
        says: 'of a person, a team or an organisation: the text does not tell which',
        source: 'gitleaks',
      }),
    ],
    destinations: ['app.terraform.io'],
    env: ['TF_TOKEN_app_terraform_io', 'TFE_TOKEN', 'TF_API_TOKEN', 'ATLAS_TOKEN'],
    // developer.hashicorp.com, "API tokens": kinds of token stand where other providers have scopes.
    scopes: new Map([
      ...grant('user', {
        access: 'write',
        atLeast: 'account',
        says: 'do everything that its user may, in each organisation',
      }),
      ...grant(
        'organization organisation',
        whole('admin', 'change workspaces, teams and settings of the organisation'),
      ),
      ...grant('team', { access: 'write', breadth: 'several' }),
      ...grant('audit audit-trails', whole('read')),
      ...grant('agent agent-pool', { access: 'write', says: 'take runs, and see the variables of those runs' }),
    ]),
    baseUrlEnv: 'TFE_ADDRESS',
    narrower: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    revoke: 'https://app.terraform.io/app/settings/tokens',
  },
  {
    id: 'openshift',
    name: 'OpenShift',
    selfManaged: true,
    formats: [
      form('OAuth access token', 'sha256~', /^sha256~[\w-]{43}$/, {
        breadth: 'account',
        shortLived: true,
        says: 'it does what its user may in one cluster, for a day unless the cluster says otherwise',
        source: 'docs.redhat.com, "Authentication and authorization"',
      }),
    ],
    destinations: [],
    env: ['OPENSHIFT_TOKEN', 'OC_TOKEN'],
    // docs.redhat.com, "Scoping tokens".
    scopes: new Map([
      ['user:full', { access: 'admin', atLeast: 'account', says: 'do everything that its user may in the cluster' }],
      ...grant('user:info user:check-access user:list-projects user:list-scoped-projects', {
        access: 'read',
        breadth: 'account',
      }),
      ['role:cluster-admin', { access: 'admin', atLeast: 'account', says: 'administer the whole cluster' }],
    ]),
    narrower:
      'https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/tokens-scoping',
  },
  {
    id: 'databricks',
    name: 'Databricks',
    formats: [
      form('personal access token', 'dapi', /^dapi[a-f0-9]{32}(?:-\d)?$/, {
        breadth: 'organisation',
        says: 'it does what its user may in one workspace; the text does not tell whether it is scoped',
        source: 'gitleaks, trufflehog and mongodb/kingfisher',
      }),
      form('OAuth client secret', 'dose', /^dose[\w.-]{32}$/, {
        suffix: 'client',
        says: 'a service principal proves with it who it is; what it may do is set in its account',
        source: 'google/osv-scalibr and mongodb/kingfisher',
      }),
    ],
    destinations: ['*.cloud.databricks.com', '*.azuredatabricks.net', '*.gcp.databricks.com'],
    env: ['DATABRICKS_TOKEN', 'DATABRICKS_CLIENT_SECRET'],
    carriers: [BEARER, BASIC],
    // docs.databricks.com, "API scopes"; one with `authentication` makes tokens with any.
    scopes: new Map([
      ...grant('all-apis', whole('admin', 'do everything that its user may in the workspace')),
      ...grant('authentication access-management', whole('admin', 'make tokens with any scope')),
      ...grant('scim accounts settings', whole('admin')),
      ...grant('sql unity-catalog clusters jobs workspace files mlflow model-serving pipelines secrets dashboards', {
        access: 'write',
        breadth: 'organisation',
      }),
    ]),
    baseUrlEnv: 'DATABRICKS_HOST',
    narrower: 'https://docs.databricks.com/en/dev-tools/auth/oauth-m2m.html',
  },
  {
    id: 'sourcegraph',
    name: 'Sourcegraph',
    selfManaged: true,
    // The provider's own check: github.com/sourcegraph/src-cli, accesstoken.
    formats: [
      form('access token', 'sgp_', /^sgp_(?:[A-Za-z0-9]{1,32}_)?[a-fA-F0-9]{40}$/, {
        breadth: 'account',
        says: 'it does what its user may, in every repository they see; the text does not tell its scopes',
        source: 'sourcegraph/src-cli',
      }),
    ],
    destinations: ['sourcegraph.com'],
    env: ['SRC_ACCESS_TOKEN'],
    carriers: [header('Authorization', 'token')],
    scopes: new Map([
      ['user:all', { access: 'write', atLeast: 'account', says: 'do everything that its user may' }],
      ['site-admin:sudo', { access: 'admin', atLeast: 'account', says: 'act as any user of the instance' }],
    ]),
    baseUrlEnv: 'SRC_ENDPOINT',
    narrower: 'https://sourcegraph.com/user/settings/tokens',
  },
]
