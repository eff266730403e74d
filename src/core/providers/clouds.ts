import { BASIC, BEARER, form, grant, header, type Row, wholeOrganisation } from './row.ts'

/** Clouds of machines, storage and networks, one row each. */
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
    // docs.digitalocean.com, "Scopes for API tokens". Each holds for everything of its kind in the team.
    scopes: new Map([
      ...grant('write api:write', wholeOrganisation('admin', 'change everything that the team has')),
      ...grant('read api:read', wholeOrganisation('read', 'read everything that the team has')),
      ...grant('read-write full-access', wholeOrganisation('admin', 'change everything that the team has')),
      ...grant(
        `droplet:create droplet:update app:create app:update block_storage:create block_storage_action:create cdn:create
         cdn:update certificate:create database:create database:update domain:create domain:update firewall:create
         firewall:update function:create image:create image:update kubernetes:create kubernetes:update load_balancer:create
         load_balancer:update monitoring:create monitoring:update project:create project:update registry:create
         registry:update reserved_ip:create snapshot:create space:create spaces:create tag:create uptime:create vpc:create
         vpc:update`,
        { access: 'write', atLeast: 'organisation' },
      ),
      ...grant(
        `account:read actions:read app:read billing:read block_storage:read database:read domain:read droplet:read
         firewall:read image:read kubernetes:read load_balancer:read monitoring:read project:read regions:read registry:read
         sizes:read snapshot:read ssh_key:read tag:read vpc:read`,
        { access: 'read', atLeast: 'organisation' },
      ),
      ...grant('droplet:delete app:delete database:delete domain:delete kubernetes:delete registry:delete', {
        access: 'admin',
        atLeast: 'organisation',
      }),
      ...grant('app:access_console', { access: 'admin', atLeast: 'organisation', says: 'open a console in every app' }),
      ...grant('kubernetes:access_cluster database:view_credentials', {
        access: 'admin',
        atLeast: 'organisation',
        says: 'sign in to every cluster or database of the team',
      }),
      ...grant('ssh_key:create ssh_key:update', {
        access: 'write',
        atLeast: 'organisation',
        says: 'add keys that open the droplets made later',
      }),
    ]),
    narrower: 'https://cloud.digitalocean.com/account/api/tokens/new',
    revoke: 'https://cloud.digitalocean.com/account/api/tokens',
  },
  {
    id: 'linode',
    name: 'Linode',
    // Its tokens are 64 hexadecimal digits, which could be anything.
    formats: [],
    destinations: ['api.linode.com'],
    env: ['LINODE_TOKEN', 'LINODE_CLI_TOKEN', 'LINODE_API_TOKEN'],
    // techdocs.akamai.com/linode-api, OAuth scopes: each holds for everything of its kind in the account.
    scopes: new Map([
      [
        'account:read_write',
        { access: 'admin', atLeast: 'account', says: 'change the account, its users and their tokens' },
      ],
      ...grant(
        `databases:read_write domains:read_write events:read_write firewall:read_write images:read_write ips:read_write
         linodes:read_write lke:read_write longview:read_write nodebalancers:read_write object_storage:read_write
         stackscripts:read_write volumes:read_write vpc:read_write`,
        { access: 'write', atLeast: 'account' },
      ),
      ...grant(
        `account:read_only databases:read_only domains:read_only events:read_only firewall:read_only images:read_only
         ips:read_only linodes:read_only lke:read_only longview:read_only nodebalancers:read_only object_storage:read_only
         stackscripts:read_only volumes:read_only vpc:read_only`,
        { access: 'read', atLeast: 'account' },
      ),
    ]),
    narrower: 'https://cloud.linode.com/profile/tokens',
  },
  {
    id: 'hetzner',
    name: 'Hetzner Cloud',
    // Its tokens are 64 characters that could be anything.
    formats: [],
    destinations: ['api.hetzner.cloud'],
    env: ['HCLOUD_TOKEN'],
    // docs.hetzner.com, "Generating an API token": one project, reading or both.
    scopes: new Map([
      ...grant('read', { access: 'read', breadth: 'resource' }),
      ...grant('read-write write', { access: 'admin', breadth: 'resource' }),
    ]),
    narrower: 'https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/',
    revoke: 'https://console.hetzner.com/projects',
  },
  {
    id: 'fastly',
    name: 'Fastly',
    // Its tokens are 32 characters that could be anything: a text alone never tells that it is one.
    formats: [],
    destinations: ['api.fastly.com'],
    env: ['FASTLY_API_TOKEN', 'FASTLY_API_KEY'],
    carriers: [header('Fastly-Key')],
    // fastly.com/documentation, "API tokens", scopes.
    scopes: new Map([
      ['global', { access: 'admin', atLeast: 'account', says: 'do everything that its user may, in each service' }],
      ['global:read', { access: 'read', atLeast: 'account' }],
      ['purge_all', { access: 'write' }],
      ['purge_select', { access: 'write' }],
    ]),
    narrower: 'https://manage.fastly.com/account/personal/tokens/new',
    revoke: 'https://manage.fastly.com/account/personal/tokens',
  },
]
