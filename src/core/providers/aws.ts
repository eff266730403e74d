import type { Provider } from '../token/provider.ts'

// Prefixes of ids: docs.aws.amazon.com, IAM user guide, "IAM identifiers", unique identifiers. A secret access key has no form
// of its own: forty characters that could be anything, so it stays unknown.

const source = 'IAM user guide, "IAM identifiers"'

export const aws: Provider = {
  id: 'aws',
  name: 'AWS',
  formats: [
    {
      kind: 'access key id',
      prefix: 'AKIA',
      pattern: /^AKIA[A-Z2-7]{16}$/,
      says: 'the id of a long-lived key: it reaches nothing without its secret key',
      source,
    },
    {
      kind: 'temporary access key id',
      prefix: 'ASIA',
      pattern: /^ASIA[A-Z2-7]{16}$/,
      shortLived: true,
      says: 'the id of a temporary key: it reaches nothing without its secret key and session token',
      source,
    },
    {
      kind: 'service bearer token id',
      prefix: 'ABIA',
      pattern: /^ABIA[A-Z2-7]{16}$/,
      says: 'the id of a bearer token of one service',
      source,
    },
    {
      kind: 'context credential id',
      prefix: 'ACCA',
      pattern: /^ACCA[A-Z2-7]{16}$/,
      says: 'the id of a context-specific credential',
      source,
    },
  ],
  destinations: ['*.amazonaws.com'],
  env: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  carriers: [],
  // Requests are signed with it (Signature Version 4); the secret key itself is never sent.
  carried: 'never',
  // Names of AWS's own policies that say more or less than their words: IAM user guide, "AWS managed policies for job functions".
  scopes: new Map([
    ['AdministratorAccess', { access: 'admin', atLeast: 'account', says: 'do everything in the AWS account' }],
    ['IAMFullAccess', { access: 'admin', atLeast: 'account', says: 'give itself every right in the AWS account' }],
    [
      'PowerUserAccess',
      { access: 'write', atLeast: 'account', says: 'change everything in the AWS account but its users' },
    ],
    ['SecurityAudit', { access: 'read', atLeast: 'account' }],
    ['ReadOnlyAccess', { access: 'read', atLeast: 'account' }],
    ['ViewOnlyAccess', { access: 'read', atLeast: 'account' }],
  ]),
  baseUrlEnv: 'AWS_ENDPOINT_URL',
  links: {
    narrower: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html',
    revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
}
