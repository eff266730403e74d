import { hasGitlabChecksum, readGitlab } from '../identify/read-gitlab.ts'
import type { Format, Need, Provider, ScopeFact } from '../token/provider.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import { queryText } from './query-text.ts'
import { BASIC, BEARER, grant, header } from './row.ts'

// Prefixes: docs.gitlab.com, "GitLab token overview", token prefixes; an administrator can put another in front, and then only
// the owner knows what it is. Scopes: docs.gitlab.com, "Personal access tokens" and "Deploy tokens".
// Since 2025-07-24 gitlab.com makes routable ones; those of 2024 had no version between their dots.

const READS: ScopeFact = { access: 'read', breadth: 'account' }
const WRITES: ScopeFact = { access: 'write', breadth: 'account' }

const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ['api', { ...WRITES, says: 'read and write every group and project that its owner may, registries, too' }],
  ['read_api', { ...READS, says: 'read every group and project that its owner may' }],
  ...grant(
    `read_user read_repository read_registry read_package_registry read_virtual_registry read_observability
     read_service_ping openid profile email`,
    READS,
  ),
  ...grant(
    `write_repository write_registry write_package_registry write_virtual_registry write_observability k8s_proxy ai_features
     ai_workflows`,
    WRITES,
  ),
  ...grant('create_runner manage_runner', {
    ...WRITES,
    says: 'change runners, which see the secrets of the jobs they run',
  }),
  ['self_rotate', { access: 'write', says: 'replace itself before it ends' }],
  ['sudo', { access: 'admin', atLeast: 'account', says: 'act as any user of the server' }],
  ['admin_mode', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
])

const PAGE = 'https://gitlab.com/-/user_settings/personal_access_tokens'

// docs.gitlab.com, "Personal access tokens", prefill personal access token name and scopes.
function prefilled({ name, scopes, resources }: Need): string {
  const known = scopes.filter((scope) => SCOPES.has(scope))
  const names = resources.map((resource) => resource.name).join(', ')
  const fields: [string, string][] = [['name', name]]
  if (names !== '') fields.push(['description', `for ${names}`])
  if (known.length > 0) fields.push(['scopes', known.join(',')])
  return `${PAGE}?${queryText(fields)}`
}

const source = 'docs.gitlab.com, "GitLab token overview"'

/** The form that every kind has: random characters or, where it is routable, payload, version, length and checksum. */
const token = (kind: string, prefix: string, more: Partial<Format> = {}): Format => ({
  kind,
  prefix,
  pattern: new RegExp(`^${prefix}(?:[\\w-]{20,300}|[\\w-]{27,300}(?:\\.[0-9a-z]{2})?\\.[0-9a-z]{9})$`),
  checksum: hasGitlabChecksum,
  read: readGitlab,
  source,
  ...more,
})

const ACCESS = { says: 'of a person, a group or a project: the text tells neither which nor its scopes' }
const RUNNER = { says: 'a runner takes jobs with it, and sees the secrets of those jobs' }
const JOB = { says: 'one job; it ends with the job', shortLived: true, env: 'CI_JOB_TOKEN' }

const named =
  (scope: string) =>
  ({ reach: { scopes } }: RuleFacts): boolean =>
    scopes.includes(scope)

const unprivileged =
  (text: string): Rule['remedy'] =>
  () => ({ text, url: PAGE })

const RUNNERS: ReadonlySet<string> = new Set(['glrt-', 'glrtr-', 'GR1348941'])

const RULES: readonly Rule[] = [
  {
    id: 'BH105',
    title: 'Acts as any user',
    severity: 'god',
    when: 'it has the scope sudo',
    test: named('sudo'),
    why: () => 'with sudo an administrator’s token does everything that any user of the server can do, in their name',
    remedy: unprivileged('make a token of the project or group, without sudo'),
    example: { kind: 'access token', scopes: ['api', 'sudo'], endsInDays: 90 },
  },
  {
    id: 'BH106',
    title: 'Administers the server',
    severity: 'god',
    when: 'it has the scope admin_mode',
    test: named('admin_mode'),
    why: () => 'with admin_mode it changes settings, users and projects of the whole server',
    remedy: unprivileged('make a token of the project or group, without admin_mode'),
    example: { kind: 'access token', scopes: ['api', 'admin_mode'], endsInDays: 90 },
  },
  {
    id: 'BH107',
    title: 'Sees the secrets of jobs',
    severity: 'wide',
    when: 'its form is that of a runner’s token, or of one that registers runners',
    test: ({ format }) => format !== null && RUNNERS.has(format.prefix),
    why: () => 'whoever holds a runner’s token can take its jobs, with their variables and their code',
    remedy: unprivileged('keep it on the runner alone, and one runner for each project'),
    example: { kind: 'runner token' },
  },
]

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  formats: [
    token('access token', 'glpat-', ACCESS),
    token('deploy token', 'gldt-', {
      env: 'CI_DEPLOY_PASSWORD',
      says: 'repositories, packages or registry of one project or group',
    }),
    token('trigger token', 'glptt-', {
      breadth: 'resource',
      access: 'write',
      says: 'it starts pipelines of one project',
    }),
    token('runner token', 'glrt-', RUNNER),
    token('registered runner token', 'glrtr-', RUNNER),
    token('runner registration token', 'GR1348941', {
      says: 'it registers runners, which see the secrets of their jobs',
    }),
    token('CI job token', 'glcbt-', JOB),
    {
      kind: 'CI job JWT',
      prefix: 'glcbt-',
      pattern: /^glcbt-ey[\w-]{10,2000}\.ey[\w-]{10,4000}\.[\w-]{10,2000}$/,
      source: 'docs.gitlab.com, "CI/CD job token"',
      ...JOB,
    },
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
    token('workspace token', 'glwt-', { says: 'one workspace acts with it for its user' }),
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
  env: ['GITLAB_TOKEN', 'GITLAB_ACCESS_TOKEN', 'GL_TOKEN', 'CI_JOB_TOKEN', 'CI_DEPLOY_PASSWORD'],
  carriers: [header('PRIVATE-TOKEN'), BEARER, BASIC, header('JOB-TOKEN'), header('Deploy-Token')],
  carried: 'requests',
  selfManaged: true,
  scopes: SCOPES,
  rules: RULES,
  baseUrlEnv: 'GITLAB_HOST',
  links: {
    narrower: 'https://docs.gitlab.com/user/project/settings/project_access_tokens/',
    prefilled,
    revoke: PAGE,
  },
}
