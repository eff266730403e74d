import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'
import { wholeAccount } from './who-am-i.ts'

// api-docs.render.com: "List workspaces" (GET /v1/owners), and "The Render API": a key reaches every workspace of its user.

export const render: Introspection = {
  id: 'render',
  base: 'https://api.render.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v1/owners?limit=100',
      read: ({ body }) => {
        const names = listAt(body)?.flatMap((item) => textAt(item, 'owner', 'name') ?? [])
        if (names === undefined) return {}
        const resources = names.map((name) => ({ kind: 'workspace', name }))
        return { ...wholeAccount('a key does all that its user may in every workspace'), resources }
      },
    },
  ],
  source: 'https://api-docs.render.com/reference/list-owners',
}
