import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import { listAt, textAt, textsAt, valueAt } from '../../token/value-at.ts'

// docs.sentry.io/api: "Permissions & Scopes", "List Your Organizations". The API's root, GET /api/0/, tells the scopes of
// what asks (getsentry/sentry, src/sentry/api/endpoints/index.py: auth.scopes, user), and null for what is not taken.

function read({ body }: Answer): Told {
  if (valueAt(body, 'auth') === null) return { refused: true }
  const scopes = textsAt(body, 'auth', 'scopes')
  if (scopes === undefined) return {}
  const account = textAt(body, 'user', 'username') ?? textAt(body, 'user', 'email')
  return { scopes, ...(account && { account }), next: [ORGANISATIONS] }
}

const ORGANISATIONS: Step = {
  path: '/api/0/organizations/',
  denied: { says: ['it may not list organisations'] },
  read: ({ body }) => {
    const slugs = listAt(body)?.flatMap((item) => textAt(item, 'slug') ?? [])
    if (slugs === undefined) return {}
    if (slugs.length === 0) return { says: ['it sees no organisation'] }
    return { breadth: 'organisation', resources: slugs.map((name) => ({ kind: 'organisation', name })) }
  },
}

export const sentry: Introspection = {
  id: 'sentry',
  base: 'https://sentry.io',
  own: { example: 'https://sentry.example.com' },
  carriage: { kind: 'bearer' },
  steps: [{ path: '/api/0/', read }],
  source: 'https://docs.sentry.io/api/permissions/',
}
