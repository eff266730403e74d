import { crc32 } from '../identify/crc32.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'

// Forms and checksum: github.blog/engineering/behind-githubs-new-authentication-token-formats (prefixes, 36 characters,
// CRC-32 in base 62 in the last six). Scopes: docs.github.com, "Scopes for OAuth apps". Fine-grained ones: docs.github.com,
// "Permissions required for fine-grained personal access tokens"; they are declared as `contents:read`, read by their words.

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** True when the last 6 characters are the CRC-32 of the 30 before them, in base 62, padded with 0. */
export function hasGithubChecksum(text: string): boolean {
  const body = text.slice(text.indexOf('_') + 1)
  let rest = crc32(body.slice(0, -6))
  let digits = ''
  for (let place = 0; place < 6; place++) {
    digits = BASE62.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return body.endsWith(digits)
}

const checked = { checksum: hasGithubChecksum, source: 'github.blog, 2021-04-05' } as const

const EVERY_OWN: ScopeFact = { access: 'write', breadth: 'account' }
const READS: ScopeFact = { access: 'read', breadth: 'account' }
const ADMINISTERS: ScopeFact = { access: 'admin', breadth: 'account' }

const SCOPES = new Map<string, ScopeFact>([
  ['repo', { ...EVERY_OWN, says: 'read and write every repository of its user, private ones, too' }],
  ['public_repo', { ...EVERY_OWN, says: 'write every public repository of its user' }],
  ['repo:status', EVERY_OWN],
  ['repo_deployment', EVERY_OWN],
  ['repo:invite', EVERY_OWN],
  ['security_events', EVERY_OWN],
  ['delete_repo', { ...ADMINISTERS, says: 'delete every repository that its user administers' }],
  ['workflow', { ...EVERY_OWN, says: 'change workflows everywhere it can write' }],
  ['write:packages', EVERY_OWN],
  ['delete:packages', ADMINISTERS],
  ['read:packages', READS],
  ['admin:org', { access: 'admin', atLeast: 'organisation', says: 'administer every organisation that its user owns' }],
  ['write:org', { access: 'write', atLeast: 'organisation' }],
  ['read:org', { access: 'read', atLeast: 'organisation' }],
  ['manage_runners:org', { access: 'admin', atLeast: 'organisation', says: 'change the runners of the organisation' }],
  [
    'admin:org_hook',
    { access: 'admin', atLeast: 'organisation', says: 'change where the events of the organisation are sent' },
  ],
  ['admin:enterprise', { access: 'admin', atLeast: 'organisation', says: 'administer the enterprise' }],
  ['manage_runners:enterprise', { access: 'admin', atLeast: 'organisation' }],
  ['manage_billing:enterprise', { access: 'admin', atLeast: 'organisation' }],
  ['read:enterprise', { access: 'read', atLeast: 'organisation' }],
  ['site_admin', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
  ['admin:repo_hook', ADMINISTERS],
  ['write:repo_hook', EVERY_OWN],
  ['read:repo_hook', READS],
  ['admin:public_key', { ...ADMINISTERS, says: 'add keys that open every repository of its user' }],
  ['write:public_key', { ...EVERY_OWN, says: 'add keys that open every repository of its user' }],
  ['read:public_key', READS],
  ['admin:gpg_key', ADMINISTERS],
  ['admin:ssh_signing_key', ADMINISTERS],
  ['gist', EVERY_OWN],
  ['notifications', EVERY_OWN],
  ['user', EVERY_OWN],
  ['read:user', READS],
  ['user:email', READS],
  ['user:follow', EVERY_OWN],
  ['project', EVERY_OWN],
  ['read:project', READS],
  ['codespace', EVERY_OWN],
  ['copilot', EVERY_OWN],
  ['write:discussion', EVERY_OWN],
  ['read:discussion', READS],
  ['audit_log', { access: 'read', atLeast: 'organisation' }],
  ['read:audit_log', { access: 'read', atLeast: 'organisation' }],
  ['administration:read', { access: 'read' }],
  ['organization_administration:read', { access: 'read', atLeast: 'organisation' }],
  [
    'organization_administration:write',
    { access: 'admin', atLeast: 'organisation', says: 'administer the organisation' },
  ],
  ['members:write', { access: 'admin', atLeast: 'organisation', says: 'change the members of the organisation' }],
  ['members:read', { access: 'read', atLeast: 'organisation' }],
  ['workflows:write', { access: 'write', says: 'change workflows everywhere it can write' }],
])

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
  env: ['GITHUB_TOKEN', 'GH_TOKEN'],
  carriers: [{ kind: 'bearer' }, { kind: 'header', header: 'Authorization', scheme: 'token' }, { kind: 'basic' }],
  carried: 'requests',
  scopes: SCOPES,
  baseUrlEnv: 'GITHUB_API_URL',
  links: {
    narrower: 'https://github.com/settings/personal-access-tokens/new',
    revoke: 'https://github.com/settings/tokens',
  },
}
