import { BASIC, BEARER, form, grant, header, type Row } from './row.ts'

/** What fits nowhere else: files, tunnels, documentation. One row each. */
export const SERVICES: readonly Row[] = [
  {
    id: 'postman',
    name: 'Postman',
    formats: [
      form('API key', 'PMAK-', /^PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it does what its user may, and reads the secrets kept in their environments; a key cannot be narrowed',
        source: "gitleaks' rule table",
      }),
      form('collection access key', 'PMAT-', /^PMAT-[A-Z0-9]{26}$/, {
        breadth: 'resource',
        access: 'read',
        suffix: 'collection',
        says: 'it reads one collection',
        source: 'learning.postman.com, "Share via API"',
      }),
    ],
    destinations: ['api.getpostman.com', 'api.postman.com'],
    env: ['POSTMAN_API_KEY'],
    carriers: [header('X-Api-Key')],
    narrower: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
    revoke: 'https://go.postman.co/settings/me/api-keys',
  },
  {
    id: 'readme',
    name: 'ReadMe',
    formats: [
      form('API key', 'rdme_', /^rdme_[a-z0-9]{70}$/, {
        breadth: 'resource',
        access: 'write',
        says: 'it changes the documentation of one project',
        source: "gitleaks' rule table",
      }),
    ],
    destinations: ['dash.readme.com', 'api.readme.com'],
    env: ['README_API_KEY', 'RDME_API_KEY'],
    carriers: [BASIC, BEARER],
    narrower: 'https://docs.readme.com/main/reference/authentication',
  },
  {
    // Its tokens are JWTs, and are read as such: known by its variables only. They act as their user, and have no scopes.
    id: 'monday',
    name: 'monday.com',
    formats: [],
    destinations: ['api.monday.com'],
    env: ['MONDAY_API_TOKEN', 'MONDAY_TOKEN', 'MONDAY_API_KEY'],
    carriers: [header('Authorization')],
    narrower: 'https://developer.monday.com/apps/docs/oauth',
    revoke: 'https://developer.monday.com/api-reference/docs/authentication',
  },
  {
    // Scopes: developers.dropbox.com/oauth-guide; `files.content.read` is read by its words.
    id: 'dropbox',
    name: 'Dropbox',
    formats: [
      form('access token', 'sl.', /^sl\.(?:u\.)?[\w=-]{130,2000}$/, {
        shortLived: true,
        says: 'an app folder, a whole Dropbox or a team; the text does not tell which',
        source: "gitleaks' rule table; developers.dropbox.com/oauth-guide",
      }),
      form('long-lived access token', '', /^[A-Za-z0-9]{11}A{10}[\w=-]{43}$/, {
        says: 'an app folder, a whole Dropbox or a team; the text does not tell which',
        source: "gitleaks' rule table",
      }),
    ],
    destinations: ['api.dropboxapi.com', 'content.dropboxapi.com', 'notify.dropboxapi.com'],
    env: ['DROPBOX_ACCESS_TOKEN', 'DROPBOX_TOKEN', 'DROPBOX_REFRESH_TOKEN'],
    scopes: new Map([
      ...grant('members.write members.delete groups.write team_data.team_space', {
        access: 'admin',
        atLeast: 'organisation',
        says: 'administer the team',
      }),
      ...grant('team_data.member team_data.content.write files.team_metadata.write', {
        access: 'write',
        atLeast: 'organisation',
      }),
      ...grant(
        'team_info.read members.read events.read groups.read sessions.list team_data.content.read files.team_metadata.read',
        { access: 'read', atLeast: 'organisation' },
      ),
    ]),
    narrower: 'https://www.dropbox.com/developers/apps',
  },
  {
    // ngrok.com/docs/api: an API key acts on the whole account, an authtoken starts tunnels; both look alike.
    id: 'ngrok',
    name: 'ngrok',
    formats: [
      form('API key or authtoken', '', /^[123][A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}$/, {
        access: 'write',
        says: 'it starts tunnels, or changes everything of its account; the text does not tell which',
        source: "trufflehog's pattern",
      }),
    ],
    destinations: ['api.ngrok.com'],
    env: ['NGROK_AUTHTOKEN', 'NGROK_API_KEY'],
    narrower: 'https://dashboard.ngrok.com/authtokens',
    revoke: 'https://dashboard.ngrok.com/api-keys',
  },
]
