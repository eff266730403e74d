import type { ScopeFact } from '../token/provider.ts'
import { BEARER, form, grant, header, type Row } from './row.ts'

const WRITES: ScopeFact = { access: 'write' }

/** Issues, pages, tables and drawings, one row each, beside those that have a file of their own. */
export const TEAMWORK: readonly Row[] = [
  {
    // linear.app/developers: a personal key has full access or chosen permissions and teams. Scopes: "OAuth 2.0 authentication".
    id: 'linear',
    name: 'Linear',
    formats: [
      form('personal API key', 'lin_api_', /^lin_api_[A-Za-z0-9]{40}$/, {
        says: 'it acts as its user; the text tells neither its permissions nor its teams',
        source: "gitleaks' rule table",
      }),
      form('OAuth token', 'lin_oauth_', /^lin_oauth_[a-f0-9]{64}$/, {
        suffix: 'oauth',
        says: 'an app acts with it in one workspace; the text does not tell its scopes',
        source: 'seen alike in public examples; linear.app/developers',
      }),
      form('webhook secret', 'lin_wh_', /^lin_wh_[A-Za-z0-9]{10,64}$/, {
        env: 'LINEAR_WEBHOOK_SECRET',
        breadth: 'resource',
        carried: 'never',
        suffix: 'webhook',
        says: 'it proves that an event came from Linear; it opens nothing, but forges events',
        source: 'linear.app/developers/webhooks',
      }),
    ],
    destinations: ['api.linear.app'],
    env: ['LINEAR_API_KEY', 'LINEAR_TOKEN', 'LINEAR_WEBHOOK_SECRET'],
    carriers: [header('Authorization')],
    scopes: new Map([
      ['read', { access: 'read', breadth: 'account', says: 'read everything that its user sees' }],
      ['write', { access: 'write', breadth: 'account', says: 'change everything that its user may' }],
      ['admin', { access: 'admin', atLeast: 'organisation', says: 'administer the workspace' }],
      ...grant('app:assignable app:mentionable', { access: 'read' }),
    ]),
    narrower: 'https://linear.app/settings/account/security',
  },
  {
    // Capabilities: developers.notion.com/reference/capabilities. The short beginning of the older form: many a secret begins like a word.
    id: 'notion',
    name: 'Notion',
    formats: [
      form('integration token', 'ntn_', /^ntn_[A-Za-z0-9]{40,60}$/, {
        breadth: 'several',
        says: 'the pages it was shared with; the text does not tell its capabilities',
        source: "gitleaks' rule table",
      }),
      form('older integration token', 'sec', /^secret_[A-Za-z0-9]{43}$/, {
        breadth: 'several',
        says: 'the pages it was shared with; the text does not tell its capabilities',
        source: 'developers.notion.com/page/changelog, 2024-09',
      }),
    ],
    destinations: ['api.notion.com'],
    env: ['NOTION_TOKEN', 'NOTION_API_KEY', 'NOTION_API_TOKEN', 'NOTION_KEY'],
    scopes: new Map([
      ['insert content', WRITES],
      ['insert comments', WRITES],
      ...grant('insert_content insert_comments', WRITES),
      ['no user information', { access: 'read' }],
    ]),
    narrower: 'https://www.notion.so/profile/integrations',
  },
  {
    // developers.asana.com/docs/personal-access-token: it has the same rights as its user, and no scopes.
    id: 'asana',
    name: 'Asana',
    formats: [
      form('personal access token', '2/', /^2\/\d{10,20}\/\d{10,20}:[a-f0-9]{32}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it does what its user may in every workspace of theirs; a token cannot be narrowed',
        source: "trufflehog's pattern",
      }),
      form('older personal access token', '1/', /^1\/\d{10,20}:[a-f0-9]{32}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it does what its user may in every workspace of theirs; a token cannot be narrowed',
        source: "trufflehog's pattern",
      }),
    ],
    destinations: ['app.asana.com'],
    env: ['ASANA_ACCESS_TOKEN', 'ASANA_PAT', 'ASANA_TOKEN'],
    scopes: new Map([['default', { access: 'write', atLeast: 'account', says: 'do everything that its user may' }]]),
    narrower: 'https://developers.asana.com/docs/oauth-scopes',
    revoke: 'https://app.asana.com/0/my-apps',
  },
  {
    // airtable.com/developers/web/guides/personal-access-tokens; scopes: airtable.com/developers/web/api/scopes.
    id: 'airtable',
    name: 'Airtable',
    formats: [
      form('personal access token', 'pat', /^pat[A-Za-z0-9]{14}\.[a-f0-9]{64}$/, {
        says: 'the bases and scopes it was given, which the text does not tell',
        source: "trufflehog's pattern",
      }),
      form('OAuth access token', 'oaa', /^oaa[A-Za-z0-9]{10,20}\.v1\.[\w-]{10,500}\.[a-f0-9]{30,128}$/, {
        shortLived: true,
        suffix: 'oauth',
        says: 'the bases and scopes it was given, for an hour; the text does not tell which',
        source: "trufflehog's pattern; airtable.com/developers/web/api/oauth-reference",
      }),
    ],
    destinations: ['api.airtable.com', 'content.airtable.com'],
    env: ['AIRTABLE_API_KEY', 'AIRTABLE_TOKEN', 'AIRTABLE_PAT', 'AIRTABLE_ACCESS_TOKEN'],
    scopes: new Map([
      ...grant('webhook:manage block:manage', WRITES),
      ...grant('enterprise.scim.usersAndGroups:manage enterprise.user:write enterprise.groups:manage', {
        access: 'admin',
        atLeast: 'organisation',
        says: 'change the people of the organisation',
      }),
      [
        'workspacesAndBases:write',
        { access: 'admin', atLeast: 'account', says: 'make and delete bases and workspaces' },
      ],
      ...grant('enterprise.changeEvents:read', { access: 'read', atLeast: 'organisation' }),
      ['workspacesAndBases.shares:manage', { access: 'admin', says: 'share bases with anybody' }],
    ]),
    narrower: 'https://airtable.com/create/tokens',
  },
  {
    // Scopes: developers.figma.com/docs/rest-api/scopes; `file_content:read` is read by its words.
    id: 'figma',
    name: 'Figma',
    formats: [
      form('personal access token', 'figd_', /^figd_[\w-]{30,100}$/, {
        breadth: 'account',
        says: 'it acts as its user; the text does not tell its scopes',
        source: "trufflehog's pattern",
      }),
    ],
    destinations: ['api.figma.com'],
    env: ['FIGMA_TOKEN', 'FIGMA_API_KEY', 'FIGMA_ACCESS_TOKEN'],
    carriers: [header('X-Figma-Token'), BEARER],
    scopes: new Map([
      ['files:read', { access: 'read', breadth: 'account', says: 'read every file that its user may' }],
      ['org:activity_log_read', { access: 'read', atLeast: 'organisation' }],
    ]),
    narrower: 'https://www.figma.com/settings',
  },
]
