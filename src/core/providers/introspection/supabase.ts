import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// supabase.com/docs/reference/api, "List all projects" (GET /v1/projects) and "Introduction": a classic personal access
// token carries all that its account may. The keys of a project are for the project's own host, and are not asked about.

const HTTP_OK_BUT_SCOPED = 'it has scopes of its own: it may not list projects'

export const supabase: Introspection = {
  id: 'supabase',
  base: 'https://api.supabase.com',
  carriage: { kind: 'bearer' },
  steps: ({ text }) =>
    !text.startsWith('sbp_')
      ? []
      : [
          {
            path: '/v1/projects',
            denied: { says: [HTTP_OK_BUT_SCOPED] },
            denies: [403],
            read: ({ body }) => {
              const names = listAt(body)?.flatMap((project) => textAt(project, 'name') ?? [])
              if (names === undefined) return {}
              return {
                says: [
                  names.length === 0 ? 'it sees no project' : `it sees the projects ${names.slice(0, 20).join(', ')}`,
                ],
              }
            },
          },
        ],
  source: 'https://supabase.com/docs/reference/api/v1-list-all-projects',
}
