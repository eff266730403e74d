import type { Introspection } from '../../token/introspection.ts'
import type { Resource } from '../../token/reach.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// pulumi.com/docs, "Pulumi Cloud REST API" (Authorization: token …) and "Access tokens": a person's token does all that its
// owner may in every organisation. GET /api/user answers whose it is, with the token's organisation and team if it is theirs.

export const pulumi: Introspection = {
  id: 'pulumi',
  base: 'https://api.pulumi.com',
  own: { example: 'https://pulumi.example.com' },
  carriage: { kind: 'header', header: 'Authorization', scheme: 'token' },
  steps: [
    {
      path: '/api/user',
      read: ({ body }) => {
        const account = textAt(body, 'githubLogin') ?? textAt(body, 'name')
        if (account === undefined) return {}
        const organisations = (listAt(body, 'organizations') ?? []).flatMap((item): Resource[] => {
          const name = textAt(item, 'githubLogin') ?? textAt(item, 'name')
          return name === undefined ? [] : [{ kind: 'organisation', name }]
        })
        const owner = textAt(body, 'tokenInfo', 'organization')
        if (owner === undefined) return { account, breadth: 'account', access: 'write', resources: organisations }
        const team = textAt(body, 'tokenInfo', 'team')
        return {
          account,
          breadth: 'organisation',
          access: team === undefined ? 'write' : 'unknown',
          resources: [{ kind: 'organisation', name: owner }],
          says: [
            team === undefined ? `it is a token of the organisation ${owner}` : `it is a token of the team ${team}`,
          ],
        }
      },
    },
  ],
  source: 'https://www.pulumi.com/docs/reference/cloud-rest-api/',
}
