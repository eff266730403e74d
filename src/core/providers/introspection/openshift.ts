import type { Introspection } from '../../token/introspection.ts'
import { textAt, textsAt } from '../../token/value-at.ts'

// docs.openshift.com, "User [user.openshift.io/v1]": `~` is the user that asks. A token does all that its user may in the
// cluster, unless it was made with scopes; system:cluster-admins is the group of cluster administrators.

export const openshift: Introspection = {
  id: 'openshift',
  base: null,
  own: { example: 'https://api.cluster.example.com:6443' },
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/apis/user.openshift.io/v1/users/~',
      read: ({ body }) => {
        const account = textAt(body, 'metadata', 'name')
        if (account === undefined) return {}
        const groups = textsAt(body, 'groups') ?? []
        const isAdmin = account === 'kube:admin' || groups.includes('system:cluster-admins')
        return {
          account,
          ...(isAdmin && { breadth: 'organisation', access: 'admin' }),
          says:
            groups.length === 0
              ? ['what its user may do is not told']
              : [`its user is in the groups ${groups.join(', ')}`],
        }
      },
    },
  ],
  source:
    'https://docs.openshift.com/container-platform/latest/rest_api/user_and_group_apis/user-user-openshift-io-v1.html',
}
