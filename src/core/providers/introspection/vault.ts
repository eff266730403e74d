import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { textAt, textsAt, timeAt } from '../../token/value-at.ts'

// developer.hashicorp.com/vault/api-docs/auth/token, "Lookup a token (self)": policies, identity_policies, expire_time,
// display_name. What a policy allows is not in its name, so that names are no scopes; only `root` says it all.

function read({ body }: Answer): Told {
  const policies = textsAt(body, 'data', 'policies')
  if (policies === undefined) return {}
  const all = [...policies, ...(textsAt(body, 'data', 'identity_policies') ?? [])]
  const account = textAt(body, 'data', 'display_name')
  const expiresAt = timeAt(body, 'data', 'expire_time')
  const isRoot = all.includes('root')
  return {
    ...(account && { account }),
    ...(expiresAt && { expiresAt }),
    access: isRoot ? 'admin' : 'unknown',
    ...(isRoot && { breadth: 'organisation' }),
    says: [
      isRoot
        ? 'it is a root token: it may do everything'
        : `its policies are ${all.join(', ')}: what they allow is not told`,
      ...(expiresAt ? [] : ['it has no end at its server']),
    ],
  }
}

export const vault: Introspection = {
  id: 'vault',
  base: null,
  own: { example: 'https://vault.example.com:8200' },
  carriage: { kind: 'header', header: 'X-Vault-Token' },
  steps: [{ path: '/v1/auth/token/lookup-self', read }],
  source: 'https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token-self',
}
