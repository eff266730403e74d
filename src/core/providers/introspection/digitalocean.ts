import type { Introspection, Step } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

// docs.digitalocean.com, API reference, "Get User Information" (needs the scope account:read; 403 without it, 401 for a token
// that is not taken) and "Custom scopes". The scopes themselves are told nowhere.

const probe = (what: string, path: string): Step => ({
  path,
  denied: { says: [`it may not read ${what}`] },
  read: ({ body }) => (typeof body === 'object' && body !== null ? { says: [`it may read ${what}`] } : {}),
})

const PROBES: readonly Step[] = [
  probe('droplets', '/v2/droplets?per_page=1'),
  probe('databases', '/v2/databases'),
  probe('domains', '/v2/domains?per_page=1'),
  probe('SSH keys', '/v2/account/keys?per_page=1'),
  probe('Kubernetes clusters', '/v2/kubernetes/clusters?per_page=1'),
]

export const digitalocean: Introspection = {
  id: 'digitalocean',
  base: 'https://api.digitalocean.com',
  carriage: { kind: 'bearer' },
  steps: ({ text }) =>
    text.startsWith('dor_')
      ? []
      : [
          {
            path: '/v2/account',
            denied: { says: ['it has scopes of its own: it may not read the account'] },
            denies: [403],
            read: ({ body }) => {
              const account = textAt(body, 'account', 'email') ?? textAt(body, 'account', 'uuid')
              if (account === undefined) return {}
              const team = textAt(body, 'account', 'team', 'name')
              return {
                account: team === undefined ? account : `${account} in the team ${team}`,
                breadth: 'account',
                says: ['whether it may write is not told'],
              }
            },
          },
          ...PROBES,
        ],
  source: 'https://docs.digitalocean.com/reference/api/digitalocean/#tag/Account',
}
