import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import type { Access } from '../../token/reach.ts'
import { listAt, textAt, valueAt } from '../../token/value-at.ts'

// launchdarkly.com/docs/api: "Identify the caller" (GET /api/v2/caller-identity), "Get access token" (GET
// /api/v2/tokens/{id}: role, customRoleIds, inlineRole), and "Base roles" for what each allows.

const ROLES: ReadonlyMap<string, Access> = new Map([
  ['reader', 'read'],
  ['writer', 'write'],
  ['admin', 'admin'],
  ['owner', 'admin'],
])

function readCaller({ body }: Answer): Told {
  const id = textAt(body, 'tokenId')
  const account = textAt(body, 'tokenName') ?? textAt(body, 'accountId')
  if (account === undefined) return {}
  const kind = textAt(body, 'tokenKind') ?? textAt(body, 'authKind')
  return {
    account,
    ...(kind && { says: [`it is of the kind ${kind}`] }),
    ...(id && /^[\w-]{1,64}$/.test(id) && { next: [tokenStep(id)] }),
  }
}

const tokenStep = (id: string): Step => ({
  path: `/api/v2/tokens/${id}`,
  denied: { says: ['it may not say its own role'] },
  read: ({ body }) => {
    const role = textAt(body, 'role')
    const isCustom = (listAt(body, 'inlineRole')?.length ?? 0) > 0 || (listAt(body, 'customRoleIds')?.length ?? 0) > 0
    if (isCustom) return { says: ['it has roles of its own, which its account defines'] }
    if (role === undefined) return {}
    const isService = valueAt(body, 'serviceToken') === true
    return {
      breadth: 'organisation',
      access: ROLES.get(role) ?? 'unknown',
      says: [`its role is ${role}`, ...(isService ? ['it is a service token: it outlives its maker'] : [])],
    }
  },
})

export const launchdarkly: Introspection = {
  id: 'launchdarkly',
  base: 'https://app.launchdarkly.com',
  own: { example: 'https://app.eu.launchdarkly.com', regions: ['https://app.eu.launchdarkly.com'] },
  carriage: { kind: 'header', header: 'Authorization' },
  // SDK and mobile keys are for other hosts.
  steps: ({ text }) => (/^(?:sdk|mob)-/.test(text) ? [] : [{ path: '/api/v2/caller-identity', read: readCaller }]),
  source: 'https://launchdarkly.com/docs/api/other/get-caller-identity',
}
