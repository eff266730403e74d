import { crc32 } from '../identify/crc32.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Prefixes: community.atlassian.com, "Can we confirm BitBucket's token prefixes", answered by Atlassian, 2025-08-26. Lengths and
// checksum: the rules of two scanners that agree, Samsung/CredSweeper and mongodb/kingfisher. An API token of a user is
// Atlassian's own form, the same for each of its products.
// Scopes: developer.atlassian.com, "Scopes for the Bitbucket Cloud REST API"; support.atlassian.com, "API token permissions".

const CHECKSUM_LENGTH = 8

/** True when the last 8 characters are the CRC-32 of all before them, in hexadecimal. */
export const hasHexChecksum = (text: string): boolean =>
  crc32(text.slice(0, -CHECKSUM_LENGTH)).toString(16).padStart(CHECKSUM_LENGTH, '0') ===
  text.slice(-CHECKSUM_LENGTH).toLowerCase()

const READS: ScopeFact = { access: 'read', breadth: 'account' }
const WRITES: ScopeFact = { access: 'write', breadth: 'account' }
const ADMINISTERS: ScopeFact = { access: 'admin', breadth: 'account' }

const KINDS =
  'repository pullrequest issue wiki snippet webhook pipeline runner project account team workspace ssh-key gpg-key user'

const ofKinds = (before: string, after: string): string =>
  KINDS.split(' ')
    .map((kind) => `${before}${kind}${after}`)
    .join(' ')

const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ...grant(KINDS, READS),
  ...grant('email pipeline:variable:read', READS),
  ...grant(ofKinds('', ':write'), WRITES),
  ...grant(ofKinds('read:', ':bitbucket'), READS),
  ...grant(ofKinds('write:', ':bitbucket'), WRITES),
  ...grant(ofKinds('delete:', ':bitbucket'), ADMINISTERS),
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
  ['runner:write', { ...WRITES, says: 'add runners, which see the secrets of the jobs they run' }],
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
      pattern: /^ATCTT3xFf[\w-]{80,800}=[0-9A-F]{8}$/,
      checksum: hasHexChecksum,
      says: 'one repository, project or workspace; the text tells neither which nor its scopes',
      source: 'community.atlassian.com, 2025-08-26',
    },
    {
      kind: 'app password',
      prefix: 'ATBB',
      pattern: /^ATBB[A-Za-z0-9]{24}[0-9A-F]{8}$/,
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
  scopes: SCOPES,
  rules: RULES,
  links: { narrower: TOKENS, revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens' },
}
