import { BASIC, form, grant, header, type Row } from './row.ts'

/** Hosted databases, one row each. */
export const DATABASES: readonly Row[] = [
  {
    id: 'planetscale',
    name: 'PlanetScale',
    formats: [
      form('service token', 'pscale_tkn_', /^pscale_tkn_[\w=.-]{32,64}$/, {
        says: 'what it was granted, database by database; it works only after its id',
        source: 'gitleaks, and planetscale.com/docs/api/service-tokens',
      }),
      form('service token with its id', '', /^[a-z0-9]{12}:pscale_tkn_[\w=.-]{32,64}$/, {
        says: 'what it was granted, database by database',
        source: 'planetscale.com/docs/api/service-tokens',
      }),
      form('OAuth token', 'pscale_oauth_', /^pscale_oauth_[\w=.-]{32,64}$/, {
        says: 'an app acts with it for its user; the text does not tell its scopes',
        source: 'gitleaks',
      }),
      form('database password', 'pscale_pw_', /^pscale_pw_[\w=.-]{32,64}$/, {
        breadth: 'resource',
        carried: 'never',
        suffix: 'password',
        says: 'one branch of one database',
        source: 'gitleaks',
      }),
    ],
    destinations: ['api.planetscale.com'],
    env: ['PLANETSCALE_SERVICE_TOKEN', 'PLANETSCALE_API_TOKEN'],
    carriers: [header('Authorization')],
    // planetscale.com/docs/api/service-tokens, access permissions.
    scopes: new Map([
      ...grant('write_service_tokens create_service_tokens', {
        access: 'admin',
        atLeast: 'organisation',
        says: 'grant itself and others every right in the organisation',
      }),
      ...grant('create_databases delete_databases', { access: 'admin', atLeast: 'organisation' }),
      ...grant('read_databases read_organization read_audit_logs read_invoices', {
        access: 'read',
        atLeast: 'organisation',
      }),
      ...grant('connect_production_branch connect_branch', { access: 'write' }),
      ...grant('delete_database delete_production_branch delete_branch', { access: 'admin' }),
    ]),
    narrower: 'https://planetscale.com/docs/api/service-tokens',
    revoke: 'https://app.planetscale.com/~/settings/service-tokens',
  },
  {
    id: 'neon',
    name: 'Neon',
    formats: [
      form('API key', 'napi_', /^napi_[A-Za-z0-9]{64,100}$/, {
        access: 'write',
        says: 'of a person, an organisation or a project: the text does not tell which',
        source: 'neon.com, changelog 2025-01-31, and betterleaks',
      }),
    ],
    destinations: ['console.neon.tech'],
    env: ['NEON_API_KEY'],
    narrower: 'https://neon.com/docs/manage/api-keys',
    revoke: 'https://console.neon.tech/app/settings/api-keys',
  },
  {
    id: 'mongodb',
    name: 'MongoDB Atlas',
    formats: [
      form('service account secret', 'mdb_sa_sk_', /^mdb_sa_sk_[\w-]{40}$/, {
        says: 'the roles of its service account; it is exchanged for tokens of an hour',
        source: 'mongodb/kingfisher',
      }),
    ],
    destinations: ['cloud.mongodb.com'],
    env: ['MONGODB_ATLAS_CLIENT_SECRET', 'MDB_MCP_API_CLIENT_SECRET'],
    carriers: [BASIC],
    // mongodb.com/docs/atlas/reference/user-roles.
    scopes: new Map([
      ...grant('ORG_OWNER', { access: 'admin', atLeast: 'organisation', says: 'administer the organisation' }),
      ...grant('ORG_GROUP_CREATOR ORG_BILLING_ADMIN ORG_STREAM_PROCESSING_ADMIN', {
        access: 'admin',
        atLeast: 'organisation',
      }),
      ...grant('ORG_READ_ONLY ORG_BILLING_READ_ONLY', { access: 'read', atLeast: 'organisation' }),
      ...grant('ORG_MEMBER', { access: 'read' }),
      ...grant('GROUP_OWNER', { access: 'admin' }),
      ...grant(
        `GROUP_CLUSTER_MANAGER GROUP_DATA_ACCESS_ADMIN GROUP_SEARCH_INDEX_EDITOR GROUP_STREAM_PROCESSING_OWNER
         GROUP_DATABASE_ACCESS_ADMIN GROUP_BACKUP_MANAGER`,
        { access: 'admin' },
      ),
      ...grant('GROUP_DATA_ACCESS_READ_WRITE', { access: 'write' }),
      ...grant('GROUP_DATA_ACCESS_READ_ONLY GROUP_READ_ONLY', { access: 'read' }),
    ]),
    narrower: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    revoke: 'https://cloud.mongodb.com/v2#/preferences/organizations',
  },
]
