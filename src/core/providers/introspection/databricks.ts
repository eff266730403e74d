import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// docs.databricks.com, "Current User: Get current user info" (GET /api/2.0/preview/scim/v2/Me): a personal access token acts
// as its user; `admins` is the group of workspace administrators.

export const databricks: Introspection = {
  id: 'databricks',
  base: null,
  own: { example: 'https://acme.cloud.databricks.com' },
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/api/2.0/preview/scim/v2/Me',
      read: ({ body }) => {
        const account = textAt(body, 'userName')
        if (account === undefined) return {}
        const groups = (listAt(body, 'groups') ?? []).flatMap((group) => textAt(group, 'display') ?? [])
        const isAdmin = groups.includes('admins')
        return {
          account,
          breadth: 'organisation',
          access: isAdmin ? 'admin' : 'write',
          says: [
            isAdmin ? 'its user administers the workspace' : 'it does all that its user may in the workspace',
            ...(groups.length > 0 ? [`its user is in the groups ${groups.join(', ')}`] : []),
          ],
        }
      },
    },
  ],
  source: 'https://docs.databricks.com/api/workspace/currentuser/me',
}
