import { hasAtlassianChecksum } from '../identify/atlassian-checksum.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import { BASIC, BEARER, form, grant, providerOf } from './row.ts'

// Form: gitleaks' rule table. That the last eight digits are a CRC-32: DataDog/dd-sensitive-data-scanner, and its public samples.
// An API token acts as its user; since 2025 it can be made with scopes, which its text does not tell: support.atlassian.com,
// "Manage API tokens for your Atlassian account". Scopes: developer.atlassian.com, "Jira scopes", "Confluence scopes"; granular ones
// (`write:issue:jira`) are read by their words. What begins with ATCTT3 is Bitbucket's.

const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }

/** Atlassian: Jira, Confluence and what is around them. */
export const atlassian: Provider = providerOf({
  id: 'atlassian',
  name: 'Atlassian',
  formats: [
    form('API token', 'ATATT3', /^ATATT3[\w-]{80,400}={0,2}[A-Fa-f0-9]{8}$/, {
      checksum: hasAtlassianChecksum,
      breadth: 'account',
      says: 'it acts as its user in every site of theirs; the text does not tell its scopes',
      source: "gitleaks' rule table",
    }),
    // Base64 of twelve digits, a colon and twenty bytes.
    form('Data Center personal access token', '', /^(?:[MNO][DTjz][AEIMQUYcgk][wxyz0-5]){4}O[g-v][A-Za-z0-9+/]{26}$/, {
      breadth: 'account',
      access: 'write',
      suffix: 'data-center',
      says: 'it does what its user may in one Jira or Confluence; a token cannot be narrowed',
      source: 'trufflehog\'s pattern; confluence.atlassian.com, "Using personal access tokens"',
    }),
  ],
  sites: ['bitbucket.org', 'statuspage.io', 'opsgenie.com'],
  destinations: ['api.atlassian.com', '*.atlassian.net'],
  env: ['ATLASSIAN_API_TOKEN', 'JIRA_API_TOKEN', 'CONFLUENCE_API_TOKEN', 'ATLASSIAN_TOKEN'],
  carriers: [BASIC, BEARER],
  scopes: new Map([
    ['manage:jira-configuration', { ...ADMINISTERS, says: 'administer Jira' }],
    ['manage:confluence-configuration', { ...ADMINISTERS, says: 'administer Confluence' }],
    ['manage:servicedesk-customer', ADMINISTERS],
    ...grant('manage:jira-project', {
      access: 'admin',
      says: 'change the settings of every project its user administers',
    }),
    ...grant('manage:jira-webhook manage:jira-data-provider', { access: 'write' }),
    ...grant('read:jira-work read:jira-user read:me read:account', { access: 'read' }),
    ...grant('storage:app', { access: 'write' }),
    ...grant('report:personal-data validate:jql:jira', { access: 'read' }),
    ...grant('search:confluence readonly:content.attachment:confluence', { access: 'read' }),
  ]),
  narrower: 'https://id.atlassian.com/manage-profile/security/api-tokens',
})
