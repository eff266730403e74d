import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { textAt, valueAt } from '../../token/value-at.ts'

// developer.hashicorp.com/terraform/cloud-docs: "Account API" (GET /api/v2/account/details) and "API tokens": a user's token
// does all that its user may, an organisation's manages teams and workspaces, a team's what the team may. Organisations'
// and teams' tokens act as users whose names begin with `api-org` and `api-team`.

function read({ body }: Answer): Told {
  const account = textAt(body, 'data', 'attributes', 'username')
  if (account === undefined) return {}
  if (account.startsWith('api-org')) {
    return { account, breadth: 'organisation', access: 'admin', says: ['it is a token of an organisation'] }
  }
  if (account.startsWith('api-team') || valueAt(body, 'data', 'attributes', 'is-service-account') === true) {
    return { account, says: ['it is a token of a team: what the team may is not told'] }
  }
  return { account, breadth: 'account', access: 'write', says: ['it does all that its user may in every organisation'] }
}

export const terraform: Introspection = {
  id: 'terraform',
  base: 'https://app.terraform.io',
  own: { example: 'https://terraform.example.com' },
  carriage: { kind: 'bearer' },
  steps: [{ path: '/api/v2/account/details', read }],
  source: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account',
}
