import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { listAt, textAt, textsAt } from '../../token/value-at.ts'

// posthog.com/docs/api, "Personal API keys": scopes (`*` for all), and projects or organisations that a key is narrowed to.
// GET /api/personal_api_keys/@current/ answers those of the key that asks (posthog/posthog, personal_api_key.py).

function read({ body }: Answer): Told {
  const scopes = textsAt(body, 'scopes')
  if (scopes === undefined) return {}
  const projects = listAt(body, 'scoped_teams') ?? []
  const organisations = listAt(body, 'scoped_organizations') ?? []
  const label = textAt(body, 'label')
  return {
    scopes,
    ...(label && { account: `the key ${label}` }),
    ...narrowedTo(projects, organisations),
  }
}

function narrowedTo(projects: readonly unknown[], organisations: readonly unknown[]): Told {
  const named = (kind: string, ids: readonly unknown[]) => ids.map((id) => ({ kind, name: String(id) }))
  if (organisations.length > 0) return { breadth: 'organisation', resources: named('organisation', organisations) }
  if (projects.length === 0) return { breadth: 'account' }
  return { breadth: projects.length === 1 ? 'resource' : 'several', resources: named('project', projects) }
}

export const posthog: Introspection = {
  id: 'posthog',
  base: 'https://us.posthog.com',
  own: { example: 'https://eu.posthog.com', regions: ['https://eu.posthog.com'] },
  carriage: { kind: 'bearer' },
  // A project's key is public, and only sends events.
  steps: ({ text }) => (text.startsWith('phx_') ? [{ path: '/api/personal_api_keys/@current/', read }] : []),
  source: 'https://posthog.com/docs/api#personal-api-keys',
}
