import { readGithubInstallation } from '../identify/read-github-installation.ts'
import type { Provider } from '../token/provider.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import { hasBase62Checksum } from './base62-checksum.ts'
import { GITHUB_SCOPES } from './github-scopes.ts'
import { prefilledGithub } from './prefilled-github.ts'
import { BASIC, BEARER, header } from './row.ts'

// Forms and checksum: github.blog/engineering/behind-githubs-new-authentication-token-formats (prefixes, 36 characters,
// CRC-32 in base 62 in the last six). Fine-grained ones are 22 characters, an underscore and 59 more in GitHub's own code; the
// wider pattern of the scanners is taken, as nobody publishes a form or a checksum for them.

const checked = { checksum: hasBase62Checksum, source: 'github.blog, 2021-04-05' } as const

const TOKENS = 'https://github.com/settings/tokens'

const WRITES_CODE: readonly string[] = ['repo', 'public_repo', 'contents:write']

const changesWorkflows = ({ reach: { scopes } }: RuleFacts): boolean =>
  scopes.some((scope) => scope === 'workflow' || scope === 'workflows:write') &&
  scopes.some((scope) => WRITES_CODE.includes(scope))

const RULES: readonly Rule[] = [
  {
    id: 'BH101',
    title: 'Can change workflows and the code they run',
    severity: 'wide',
    when: 'it writes code and may change workflows, too',
    test: changesWorkflows,
    why: () => 'a workflow that it changes runs with the secrets of its repository, so one leak may reach those, too',
    remedy: ({ provider }) => ({
      text: 'leave the permission for workflows out, or keep it for a token that does nothing else',
      url: provider?.links.narrower ?? TOKENS,
    }),
    example: {
      kind: 'fine-grained PAT',
      scopes: ['contents:write', 'workflows:write'],
      resources: ['repository:acme/web'],
      endsInDays: 90,
    },
  },
  {
    id: 'BH102',
    title: 'Makes new tokens',
    severity: 'note',
    when: 'its form is that of a refresh token',
    test: ({ format }) => format?.prefix === 'ghr_',
    why: () => 'a refresh token lives for six months and is exchanged for one app user token after another',
    remedy: () => ({
      text: 'keep it where the app exchanges it, and nowhere else; revoke the authorisation of the app to end it',
      url: 'https://github.com/settings/apps/authorizations',
    }),
    example: { kind: 'long app refresh token' },
  },
  {
    id: 'BH103',
    title: 'Ends within the hour',
    severity: 'note',
    when: 'its form is that of an installation token',
    test: ({ format }) => format?.prefix === 'ghs_',
    why: () => 'an installation token lives for an hour: kept here, it is dead before it is needed again',
    remedy: () => ({
      text: 'let the job ask its app for one when it starts, and keep none',
      url: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app',
    }),
    example: { kind: 'app installation token' },
  },
]

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  formats: [
    {
      kind: 'classic PAT',
      prefix: 'ghp_',
      pattern: /^ghp_[A-Za-z0-9]{36}$/,
      breadth: 'account',
      says: 'it reaches every repository and organisation of its user; the text does not tell its scopes',
      ...checked,
    },
    {
      kind: 'fine-grained PAT',
      prefix: 'github_pat_',
      pattern: /^github_pat_\w{82}$/,
      says: 'chosen repositories and permissions of one owner; the text does not tell which',
      source: 'docs.github.com, "About authentication to GitHub"',
    },
    {
      kind: 'OAuth token',
      prefix: 'gho_',
      pattern: /^gho_[A-Za-z0-9]{36}$/,
      breadth: 'account',
      says: 'an app acts with it for its user, everywhere the user may; the text does not tell its scopes',
      ...checked,
    },
    {
      kind: 'app user token',
      prefix: 'ghu_',
      pattern: /^ghu_[A-Za-z0-9]{36}$/,
      says: 'what both an app and its user may; it usually ends after 8 hours',
      shortLived: true,
      ...checked,
    },
    {
      kind: 'app installation token',
      prefix: 'ghs_',
      pattern: /^ghs_[A-Za-z0-9]{36}$/,
      says: 'one installation of an app; it ends after about an hour',
      shortLived: true,
      ...checked,
    },
    {
      // A JWT since 2026: github.blog, changelog 2026-05-15, gives the pattern for both.
      kind: 'stateless app installation token',
      prefix: 'ghs_',
      pattern: /^ghs_(?![A-Za-z0-9]{36}$)[\w.-]{36,2000}$/,
      says: 'one installation of an app; it ends after about an hour',
      shortLived: true,
      read: readGithubInstallation,
      source: 'github.blog, changelog 2026-05-15',
    },
    {
      kind: 'app refresh token',
      prefix: 'ghr_',
      pattern: /^ghr_[A-Za-z0-9]{36}$/,
      says: 'it is exchanged for app user tokens',
      ...checked,
    },
    {
      kind: 'long app refresh token',
      prefix: 'ghr_',
      pattern: /^ghr_[A-Za-z0-9]{37,255}$/,
      says: 'it is exchanged for app user tokens',
    },
  ],
  destinations: ['api.github.com', 'uploads.github.com', 'github.com', 'ghcr.io'],
  env: ['GITHUB_TOKEN', 'GH_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'],
  carriers: [BEARER, header('Authorization', 'token'), BASIC],
  carried: 'requests',
  selfManaged: true,
  scopes: GITHUB_SCOPES,
  rules: RULES,
  baseUrlEnv: 'GITHUB_API_URL',
  links: {
    narrower: 'https://github.com/settings/personal-access-tokens/new',
    prefilled: prefilledGithub,
    revoke: TOKENS,
  },
}
