import { crc32 } from '../identify/crc32.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Prefixes: community.atlassian.com, "Can we confirm BitBucket's token prefixes", answered by Atlassian, 2025-08-26. Lengths and
// checksum: the rules of two scanners that agree, Samsung/CredSweeper and mongodb/kingfisher. An API token of a user is
// Atlassian's own form, the same for each of its products.
// Scopes: developer.atlassian.com, "Scopes for the Bitbucket Cloud REST API"; support.atlassian.com, "API token permissions".

const CHECKSUM_LENGTH = 8

// The checksum was tried on tokens that begin so; keys of an organisation's administrators begin otherwise.
const CHECKED = 'ATCTT3xFfGN0'

/** True when the last 8 characters are the CRC-32 of all before them, in hexadecimal. */
export const hasHexChecksum = (text: string): boolean =>
  crc32(text.slice(0, -CHECKSUM_LENGTH)).toString(16).padStart(CHECKSUM_LENGTH, '0') ===
  text.slice(-CHECKSUM_LENGTH).toLowerCase()

const READS: ScopeFact = { access: 'read', breadth: 'account' }
const WRITES: ScopeFact = { access: 'write', breadth: 'account' }
const ADMINISTERS: ScopeFact = { access: 'admin', breadth: 'account' }

const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ...grant('repository pullrequest issue wiki snippet webhook pipeline runner project account email team', READS),
  ...grant(
    `read:repository:bitbucket read:pullrequest:bitbucket read:issue:bitbucket read:wiki:bitbucket read:snippet:bitbucket
     read:webhook:bitbucket read:pipeline:bitbucket read:runner:bitbucket read:project:bitbucket read:workspace:bitbucket
     read:user:bitbucket read:ssh-key:bitbucket read:gpg-key:bitbucket read:permission:bitbucket`,
    READS,
  ),
  ...grant('repository:write pullrequest:write issue:write snippet:write pipeline:write team:write', WRITES),
  ...grant(
    `write:repository:bitbucket write:pullrequest:bitbucket write:issue:bitbucket write:wiki:bitbucket
     write:snippet:bitbucket write:webhook:bitbucket write:pipeline:bitbucket write:user:bitbucket`,
    WRITES,
  ),
  ...grant(
    `delete:issue:bitbucket delete:wiki:bitbucket delete:snippet:bitbucket delete:webhook:bitbucket
     delete:ssh-key:bitbucket delete:gpg-key:bitbucket`,
    ADMINISTERS,
  ),
  ...grant('write:ssh-key:bitbucket write:gpg-key:bitbucket', {
    ...WRITES,
    says: 'add keys that open every repository of its user',
  }),
  ...grant('write:permission:bitbucket delete:permission:bitbucket', {
    ...ADMINISTERS,
    says: 'change who may do what in every repository that it reaches',
  }),
  ...grant('delete:repository:bitbucket', { ...ADMINISTERS, says: 'delete every repository that it reaches' }),
  ...grant('repository:admin repository:delete admin:repository:bitbucket', {
    ...ADMINISTERS,
    says: 'change the rights of every repository that it reaches, and delete them',
  }),
  ...grant('project:admin admin:project:bitbucket', {
    ...ADMINISTERS,
    says: 'administer every project that it reaches, and the repositories inside',
  }),
  ...grant('pipeline:variable admin:pipeline:bitbucket', {
    ...ADMINISTERS,
    says: 'change the variables that pipelines run with',
  }),
  ...grant('admin:workspace:bitbucket', {
    access: 'admin',
    atLeast: 'organisation',
    says: 'administer the workspace',
  }),
  ['account:write', { ...ADMINISTERS, says: 'change the account itself' }],
  ...grant('runner:write write:runner:bitbucket', {
    ...WRITES,
    says: 'add runners, which see the secrets of the jobs they run',
  }),
])

const TOKENS = 'https://support.atlassian.com/bitbucket-cloud/docs/repository-access-tokens/'

const RULES: readonly Rule[] = [
  {
    id: 'BH110',
    title: 'Is an app password, which Bitbucket has ended',
    severity: 'note',
    when: 'its form is that of an app password',
    test: ({ format }) => format?.prefix === 'ATBB',
    why: () => 'app passwords can no longer be made since 2025-09-09 and stop working in 2026',
    remedy: () => ({ text: 'make an access token for the one repository, and rotate to it', url: TOKENS }),
    example: { kind: 'app password' },
  },
]

export const bitbucket: Provider = {
  id: 'bitbucket',
  name: 'Bitbucket',
  formats: [
    {
      kind: 'access token',
      prefix: 'ATCTT3',
      pattern: /^ATCTT3xFf[\w-]{80,800}=[0-9A-Fa-f]{8}$/,
      checksum: (text) => (text.startsWith(CHECKED) ? hasHexChecksum(text) : null),
      says: 'one repository, project or workspace; the text tells neither which nor its scopes',
      source: 'community.atlassian.com, 2025-08-26',
    },
    {
      kind: 'app password',
      env: 'BITBUCKET_APP_PASSWORD',
      prefix: 'ATBB',
      pattern: /^ATBB[A-Za-z0-9]{24}[0-9A-Fa-f]{8}$/,
      checksum: hasHexChecksum,
      breadth: 'account',
      says: 'it acts as its user in every workspace of theirs; the text does not tell its permissions',
      source: 'community.atlassian.com, 2025-08-26',
    },
    {
      kind: 'Data Center access token',
      prefix: 'BBDC-',
      pattern: /^BBDC-[MNO][A-Za-z0-9+/]{15}O[g-v][A-Za-z0-9+/]{26}$/,
      says: 'of a person, a project or a repository of one server; the text tells neither which nor its permissions',
      source: 'confluence.atlassian.com, "HTTP access tokens"',
    },
  ],
  destinations: ['api.bitbucket.org', 'bitbucket.org'],
  env: ['BITBUCKET_TOKEN', 'BITBUCKET_ACCESS_TOKEN', 'BITBUCKET_API_TOKEN', 'BITBUCKET_APP_PASSWORD'],
  carriers: [BEARER, BASIC],
  carried: 'requests',
  selfManaged: true,
  wideKinds: ['workspace'],
  scopes: SCOPES,
  rules: RULES,
  links: { narrower: TOKENS, revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens' },
}
