import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import { keysAt, textAt, valueAt } from '../../token/value-at.ts'
import { whoAmI } from './who-am-i.ts'

// grafana.com/docs: "Role-based access control permissions" (actions and their scopes), "Organization API" (GET /api/org).
// GET /api/access-control/user/permissions answers the actions of what asks, each with the scopes it holds for.

function read({ body }: Answer): Told {
  const actions = keysAt(body)
  if (actions.length === 0) return {}
  return { scopes: actions, breadth: 'organisation', says: wildcardsOf(body, actions), next: [ORGANISATION] }
}

function wildcardsOf(body: unknown, actions: readonly string[]): string[] {
  const whole = actions.filter((action) => {
    const scopes = valueAt(body, action)
    return Array.isArray(scopes) && scopes.some((scope) => typeof scope === 'string' && scope.endsWith('*'))
  })
  return whole.length === 0 ? [] : [`${whole.length} of its actions hold for everything of their kind`]
}

const ORGANISATION: Step = whoAmI(
  '/api/org',
  [['name']],
  {},
  { denied: { says: ['it may not name its organisation'] } },
)

/** Older servers, and those without the question, tell at least whose organisation it is. */
const FALLBACK: Step = {
  path: '/api/org',
  read: ({ body }) => {
    const account = textAt(body, 'name')
    return account === undefined ? {} : { account, breadth: 'organisation' }
  },
}

export const grafana: Introspection = {
  id: 'grafana',
  base: null,
  own: { example: 'https://grafana.example.com' },
  carriage: { kind: 'bearer' },
  // Cloud access policy tokens are for grafana.com, which tells them nothing about themselves.
  steps: ({ text }) =>
    text.startsWith('glc_')
      ? []
      : [
          {
            path: '/api/access-control/user/permissions',
            tells: [200, 404],
            read: (answer) => (answer.status === 404 ? { next: [FALLBACK] } : read(answer)),
          },
        ],
  source:
    'https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/access-control/custom-role-actions-scopes/',
}
