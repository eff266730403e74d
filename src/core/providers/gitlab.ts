import type { Provider, ScopeFact } from '../token/provider.ts'

// Prefixes and scopes: docs.gitlab.com, "GitLab token overview" and "Personal access tokens". The routable form
// (payload, version, length and checksum) is described in GitLab's handbook, "Routable tokens".

const READS: ScopeFact = { access: 'read', breadth: 'account' }
const WRITES: ScopeFact = { access: 'write', breadth: 'account' }

const SCOPES = new Map<string, ScopeFact>([
  ['api', { ...WRITES, says: 'read and write every group and project that its owner may, registries, too' }],
  ['read_api', { ...READS, says: 'read every group and project that its owner may' }],
  ['read_user', READS],
  ['read_repository', READS],
  ['write_repository', WRITES],
  ['read_registry', READS],
  ['write_registry', WRITES],
  ['read_package_registry', READS],
  ['write_package_registry', WRITES],
  ['read_virtual_registry', READS],
  ['write_virtual_registry', WRITES],
  ['create_runner', WRITES],
  [
    'manage_runner',
    { access: 'write', breadth: 'account', says: 'change runners, which see the secrets of the jobs they run' },
  ],
  ['k8s_proxy', WRITES],
  ['self_rotate', { access: 'write', says: 'replace itself before it ends' }],
  ['ai_features', WRITES],
  ['sudo', { access: 'admin', atLeast: 'account', says: 'act as any user of the server' }],
  ['admin_mode', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
  ['read_service_ping', READS],
])

const token = (kind: string, prefix: string, more: Partial<Provider['formats'][number]> = {}) => ({
  kind,
  prefix,
  pattern: new RegExp(`^${prefix}[\\w-]{20,300}(?:\\.[0-9a-z]{2}\\.?[0-9a-z]{7})?$`),
  source: 'docs.gitlab.com, "Token prefixes"',
  ...more,
})

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  formats: [
    token('access token', 'glpat-', {
      says: 'of a person, a group or a project: the text tells neither which nor its scopes',
    }),
    token('deploy token', 'gldt-', { says: 'repositories, packages or registry of one project or group' }),
    token('trigger token', 'glptt-', {
      breadth: 'resource',
      access: 'write',
      says: 'it starts pipelines of one project',
    }),
    token('runner token', 'glrt-', { says: 'a runner takes jobs with it, and sees the secrets of those jobs' }),
    token('CI job token', 'glcbt-', { says: 'one job; it ends with the job', shortLived: true }),
    token('feed token', 'glft-', {
      breadth: 'account',
      access: 'read',
      says: 'it reads the activity and calendar feeds of its user',
    }),
    token('SCIM token', 'glsoat-', {
      breadth: 'organisation',
      access: 'admin',
      says: 'it adds, changes and removes the users of a group',
    }),
    token('OAuth application secret', 'gloas-', { says: 'an application proves with it who it is' }),
    token('agent token', 'glagent-', { says: 'a Kubernetes agent connects with it' }),
    token('feature flags token', 'glffct-', {
      breadth: 'resource',
      access: 'read',
      says: 'it reads the feature flags of one project',
    }),
    token('incoming mail token', 'glimt-', {
      breadth: 'account',
      access: 'write',
      says: 'mail to its address makes issues in the name of its user',
    }),
  ],
  destinations: ['gitlab.com', 'registry.gitlab.com'],
  env: ['GITLAB_TOKEN', 'GITLAB_ACCESS_TOKEN', 'GL_TOKEN'],
  carriers: [
    { kind: 'header', header: 'PRIVATE-TOKEN' },
    { kind: 'bearer' },
    { kind: 'basic' },
    { kind: 'header', header: 'JOB-TOKEN' },
    { kind: 'header', header: 'Deploy-Token' },
  ],
  carried: 'requests',
  scopes: SCOPES,
  links: {
    narrower: 'https://docs.gitlab.com/user/project/settings/project_access_tokens/',
    revoke: 'https://gitlab.com/-/user_settings/personal_access_tokens',
  },
}
