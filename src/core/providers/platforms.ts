import { BASIC, BEARER, form, grant, header, type Row, wholeOrganisation } from './row.ts'

/** What runs, describes or searches what others have built, one row each. */
export const PLATFORMS: readonly Row[] = [
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
      ...grant(
        'organization organisation',
        wholeOrganisation('write', 'read and write every stack of the organisation'),
      ),
      ...grant('organization-admin organisation-admin', wholeOrganisation('admin', 'administer the organisation')),
      ...grant('team', { access: 'unknown', breadth: 'several' }),
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
        wholeOrganisation('admin', 'change workspaces, teams and settings of the organisation'),
      ),
      ...grant('team', { access: 'unknown', breadth: 'several' }),
      ...grant('audit audit-trails', wholeOrganisation('read')),
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
        env: 'DATABRICKS_CLIENT_SECRET',
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
      ...grant('all-apis', wholeOrganisation('admin', 'do everything that its user may in the workspace')),
      ...grant('authentication access-management', wholeOrganisation('admin', 'make tokens with any scope')),
      ...grant('scim accounts settings', wholeOrganisation('admin')),
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
        access: 'write',
        says: 'it does what its user may, in every repository they see, or what any user may',
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
