import { readServiceAccount } from '../identify/read-service-account.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BEARER, grant, header } from './row.ts'

// Forms: cloud.google.com, "Manage API keys" and "Create and delete service account keys"; developers.google.com, "Using OAuth
// 2.0" (tokens vary in size: 2,048 bytes for access, 512 for refresh); google/osv-scalibr for client secrets of 28 characters.
// Scopes: developers.google.com, "OAuth 2.0 Scopes for Google APIs"; cloud.google.com, "Access scopes".

const SCOPE = 'https://www.googleapis.com/auth/'

const of = (names: string, fact: ScopeFact): [string, ScopeFact][] =>
  grant(names, fact).flatMap(([name, value]) => [
    [name, value],
    [`${SCOPE}${name}`, value],
  ])

// What belongs to a person is not divided into projects: such a scope holds for all of it.
const own = (access: ScopeFact['access'], says?: string): ScopeFact =>
  says === undefined ? { access, atLeast: 'account' } : { access, atLeast: 'account', says }

const WRITES: ScopeFact = { access: 'write', breadth: 'account' }
const READS: ScopeFact = { access: 'read', breadth: 'account' }

const KEYS = 'https://console.cloud.google.com/apis/credentials'

const RULES: readonly Rule[] = [
  {
    id: 'BH125',
    title: 'May be free of restrictions',
    severity: 'note',
    when: 'its form is that of an API key',
    test: ({ format }) => format?.prefix === 'AIza',
    why: () => 'an API key without restrictions calls every API of its project, from anywhere, at its owner’s cost',
    remedy: () => ({ text: 'limit it to the one API, and to the addresses or apps that use it', url: KEYS }),
    example: { kind: 'API key' },
  },
  {
    id: 'BH126',
    title: 'Signs in for good',
    severity: 'wide',
    when: 'its form is that of a key file of a service account',
    test: ({ format }) => format?.kind === 'service account key',
    why: () => 'a key file works until it is deleted, for whoever has a copy, with every role of its service account',
    remedy: () => ({
      text: 'use workload identity federation or the roles of the machine, and delete the key',
      url: 'https://cloud.google.com/iam/docs/workload-identity-federation',
    }),
    example: { kind: 'service account key' },
  },
]

export const gcp: Provider = {
  id: 'gcp',
  name: 'Google Cloud',
  formats: [
    {
      kind: 'API key',
      prefix: 'AIza',
      pattern: /^AIza[\w-]{35}$/,
      says: 'one project; the text does not tell its restrictions',
      source: 'cloud.google.com, "Manage API keys"',
    },
    {
      kind: 'service account key',
      env: 'GOOGLE_CREDENTIALS',
      prefix: '{',
      pattern: /^\{(?=[^\0]{0,8000}"type"\s{0,99}:\s{0,99}"service_account")[^\0]*\}$/,
      carried: 'never',
      read: readServiceAccount,
      suffix: 'service-account',
      says: 'it signs in as a service account; what that may do is set in its project',
      source: 'cloud.google.com, "Create and delete service account keys"',
    },
    {
      kind: 'user credentials file',
      env: 'GOOGLE_CREDENTIALS',
      prefix: '{',
      pattern:
        /^\{(?![^\0]{0,8000}"type"\s{0,99}:\s{0,99}"service_account")(?=[^\0]{0,4000}"type"\s{0,99}:\s{0,99}"authorized_user")[^\0]*\}$/,
      carried: 'never',
      breadth: 'account',
      suffix: 'user',
      says: 'gcloud signs in with it as its user, for everything the user may',
      source: 'cloud.google.com, "How Application Default Credentials works"',
    },
    {
      kind: 'OAuth access token',
      env: 'GOOGLE_OAUTH_ACCESS_TOKEN',
      prefix: 'ya29.',
      pattern: /^ya29\.[\w.-]{20,2043}$/,
      shortLived: true,
      says: 'a person or a service account, for about an hour; the text does not tell its scopes',
      source: 'developers.google.com, "Using OAuth 2.0"',
    },
    {
      kind: 'OAuth refresh token',
      env: 'GOOGLE_REFRESH_TOKEN',
      prefix: '1//',
      pattern: /^1\/\/[A-Za-z0-9][\w-]{39,508}$/,
      carried: 'never',
      suffix: 'refresh',
      says: 'it is exchanged for access tokens until its user ends it; the text does not tell their scopes',
      source: 'developers.google.com, "Using OAuth 2.0"',
    },
    {
      kind: 'OAuth client secret',
      env: 'GOOGLE_CLIENT_SECRET',
      prefix: 'GOCSPX-',
      pattern: /^GOCSPX-[\w-]{28}$/,
      carried: 'never',
      suffix: 'client',
      says: 'an application proves with it who it is; it opens nothing by itself',
      source: 'google/osv-scalibr',
    },
  ],
  destinations: [
    'www.googleapis.com',
    'generativelanguage.googleapis.com',
    'maps.googleapis.com',
    'cloudresourcemanager.googleapis.com',
    'compute.googleapis.com',
    'bigquery.googleapis.com',
    'storage.googleapis.com',
  ],
  env: [
    'GOOGLE_API_KEY',
    'GEMINI_API_KEY',
    'GOOGLE_OAUTH_ACCESS_TOKEN',
    'CLOUDSDK_AUTH_ACCESS_TOKEN',
    'GOOGLE_CREDENTIALS',
    'GOOGLE_REFRESH_TOKEN',
    'GOOGLE_CLIENT_SECRET',
  ],
  carriers: [header('x-goog-api-key'), { kind: 'query', parameter: 'key' }, BEARER],
  // What is exchanged or signs instead of being sent says so itself.
  carried: 'requests',
  scopes: new Map([
    ...of('cloud-platform', {
      access: 'admin',
      atLeast: 'account',
      says: 'do everything that its account may, in every Google Cloud service',
    }),
    ...of('cloud-platform.read-only', { access: 'read', atLeast: 'account' }),
    ...of('drive calendar contacts spreadsheets documents presentations youtube analytics.edit tasks', own('write')),
    ...of('gmail.modify gmail.compose gmail.insert gmail.settings.basic', own('write')),
    ...of('gmail.send', own('write', 'send mail in the name of its user')),
    ['https://mail.google.com/', own('admin', 'read, send and delete all mail of its user')],
    ...of(
      'devstorage.full_control compute bigquery sqlservice.admin ndev.clouddns.readwrite firebase datastore pubsub',
      {
        access: 'admin',
        breadth: 'account',
      },
    ),
    ...of('devstorage.read_write bigquery.insertdata logging.write monitoring.write trace.append monitoring', WRITES),
    ...of('logging.admin service.management servicecontrol', { access: 'admin', breadth: 'account' }),
    ...of(
      `devstorage.read_only compute.readonly bigquery.readonly logging.read monitoring.read service.management.readonly`,
      READS,
    ),
    ...of(
      `drive.readonly drive.metadata.readonly gmail.readonly gmail.metadata calendar.readonly contacts.readonly
       spreadsheets.readonly documents.readonly userinfo.email userinfo.profile`,
      own('read'),
    ),
    ...of('drive.file', {
      access: 'write',
      breadth: 'several',
      says: 'change the files that were made or opened with it',
    }),
    ...of('admin.directory.user admin.directory.group admin.directory.domain', {
      access: 'admin',
      atLeast: 'organisation',
      says: 'administer the directory of the organisation',
    }),
    ...grant('roles/owner roles/editor', {
      access: 'admin',
      atLeast: 'account',
      says: 'change everything in its project',
    }),
    ...grant('roles/viewer', { access: 'read', atLeast: 'account' }),
  ]),
  rules: RULES,
  links: { narrower: KEYS, revoke: KEYS },
}
