import type { ScopeFact } from '../token/provider.ts'
import { grant } from './row.ts'

// Classic ones: docs.github.com, "Scopes for OAuth apps". Fine-grained ones: docs.github.com, "Permissions required for
// fine-grained personal access tokens"; they are declared as `contents:read` and, where no row says more, read by their words.

const WRITES: ScopeFact = { access: 'write', breadth: 'account' }
const READS: ScopeFact = { access: 'read', breadth: 'account' }
const ADMINISTERS: ScopeFact = { access: 'admin', breadth: 'account' }

const org = (access: ScopeFact['access'], says?: string): ScopeFact =>
  says === undefined ? { access, atLeast: 'organisation' } : { access, atLeast: 'organisation', says }

/** What GitHub's scopes and permissions allow. */
export const GITHUB_SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ['repo', { ...WRITES, says: 'read and write every repository of its user, private ones, too' }],
  ['public_repo', { ...WRITES, says: 'write every public repository of its user' }],
  ['delete_repo', { ...ADMINISTERS, says: 'delete every repository that its user administers' }],
  ['workflow', { ...WRITES, says: 'change workflows everywhere it can write' }],
  ['admin:public_key', { ...ADMINISTERS, says: 'add keys that open every repository of its user' }],
  ['write:public_key', { ...WRITES, says: 'add keys that open every repository of its user' }],
  ...grant(
    `repo:status repo_deployment repo:invite security_events write:packages write:repo_hook gist notifications user
     user:follow project codespace copilot write:discussion write:gpg_key write:ssh_signing_key write:network_configurations`,
    WRITES,
  ),
  ...grant('codespace:secrets', { ...WRITES, says: 'change the secrets of every codespace of its user' }),
  ...grant('delete:packages admin:repo_hook admin:gpg_key admin:ssh_signing_key', ADMINISTERS),
  ...grant(
    `read:packages read:repo_hook read:public_key read:gpg_key read:ssh_signing_key read:user user:email read:project
     read:discussion`,
    READS,
  ),
  ['admin:org', org('admin', 'administer every organisation that its user owns')],
  ['admin:org_hook', org('admin', 'change where the events of the organisation are sent')],
  ['manage_runners:org', org('admin', 'change the runners of the organisation')],
  ['admin:enterprise', org('admin', 'administer the enterprise')],
  ['scim:enterprise', org('admin', 'add and remove the users of the enterprise')],
  ...grant('manage_runners:enterprise manage_billing:enterprise manage_billing:copilot', org('admin')),
  ['write:org', org('write')],
  ...grant('read:org read:enterprise audit_log read:audit_log', org('read')),
  ['site_admin', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
  ['administration:read', { access: 'read' }],
  ['administration:write', { access: 'admin' }],
  ['organization_administration:read', org('read')],
  ['organization_administration:write', org('admin', 'administer the organisation')],
  ['members:write', org('admin', 'change the members of the organisation')],
  ['members:read', org('read')],
  ['workflows:write', { access: 'write', says: 'change workflows everywhere it can write' }],
])
