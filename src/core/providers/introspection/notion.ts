import type { Introspection, Step } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

// developers.notion.com: "Retrieve your token's bot user" (GET /v1/users/me), "List all users" (403 without the capability
// to read users), "Capabilities". Which pages an integration was shared with is only told by POST /v1/search.

const HEADERS = { 'Notion-Version': '2022-06-28' }

const USERS: Step = {
  path: '/v1/users?page_size=1',
  headers: HEADERS,
  denied: { says: ['it may not read who else is in the workspace'] },
  read: ({ body }) => (textAt(body, 'object') === 'list' ? { says: ['it may read who is in the workspace'] } : {}),
}

export const notion: Introspection = {
  id: 'notion',
  base: 'https://api.notion.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v1/users/me',
      headers: HEADERS,
      read: ({ body }) => {
        const name = textAt(body, 'name') ?? textAt(body, 'id')
        if (name === undefined) return {}
        const workspace = textAt(body, 'bot', 'workspace_name')
        return {
          account: workspace === undefined ? name : `${name} in the workspace ${workspace}`,
          says: ['which pages it was shared with is not told'],
          next: [USERS],
        }
      },
    },
  ],
  source: 'https://developers.notion.com/reference/get-self',
}
