import type { ScopeFact } from '../token/provider.ts'
import { grant } from './row.ts'

// docs.slack.dev, "Scopes". Most of them are read by their words (`channels:read`, `reactions:write`); here is what words would get wrong.

const ADMIN_PARTS = 'apps barriers conversations invites roles teams usergroups users workflows'.split(' ')

const every = (part: 'read' | 'write'): string => ADMIN_PARTS.map((name) => `admin.${name}:${part}`).join(' ')

const READS: ScopeFact = { access: 'read' }
const WRITES: ScopeFact = { access: 'write' }
const READS_ALL: ScopeFact = { access: 'read', atLeast: 'organisation' }
const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }

/** What Slack's scopes allow. */
export const SLACK_SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ['admin', { ...ADMINISTERS, says: 'administer the workspace' }],
  ...grant(`${every('write')} admin.conversations:manage_objects conversations.connect:manage`, {
    ...ADMINISTERS,
    says: 'administer the organisation',
  }),
  ...grant(`${every('read')} admin.analytics:read admin.app_activities:read auditlogs:read`, READS_ALL),
  ['discovery:read', { ...READS_ALL, says: 'read every message of the organisation, private ones, too' }],
  ['discovery:write', { ...ADMINISTERS, says: 'change and delete every message of the organisation' }],
  [
    'chat:write.public',
    { access: 'write', atLeast: 'organisation', says: 'post in every public channel of the workspace' },
  ],
  ...grant('channels:manage channels:join remote_files:share incoming-webhook commands bot connections:write', WRITES),
  ...grant(
    'channels:history conversations:history groups:history im:history mpim:history rtm:stream identify identity.basic',
    READS,
  ),
  ...grant('identity.email identity.avatar identity.team tokens.basic assistant:read app_mentions:read', READS),
  // The scopes of the first apps: everything that their user may.
  ['client', { access: 'admin', atLeast: 'account', says: 'do everything that its user may' }],
  ['read', { access: 'read', atLeast: 'account' }],
  ['post', { access: 'write', atLeast: 'account' }],
  ['app_configurations:read', { access: 'read', breadth: 'account' }],
  [
    'app_configurations:write',
    { access: 'admin', breadth: 'account', says: 'change and delete every app of its user' },
  ],
])
