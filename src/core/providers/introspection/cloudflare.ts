import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import type { Breadth, Resource } from '../../token/reach.ts'
import { keysAt, listAt, textAt, timeAt, valueAt } from '../../token/value-at.ts'

// developers.cloudflare.com/api: "Verify Token" of users and of accounts (status, expires_on), "Token Details" (policies:
// resources and permission groups; only for a token that may read tokens), "List Zones", "List Accounts".

const verify = (path: string, details: (id: string) => string): Step => ({
  path,
  read: ({ body }) => readVerified(body, details),
})

function readVerified(body: unknown, details: (id: string) => string): Told {
  const id = textAt(body, 'result', 'id')
  const status = textAt(body, 'result', 'status')
  if (id === undefined || status === undefined) return {}
  if (status !== 'active') return { dead: status === 'expired' ? 'has expired' : 'is disabled' }
  const expiresAt = timeAt(body, 'result', 'expires_on')
  const next = /^[\w-]{1,64}$/.test(id) ? [{ path: details(id), ...DETAILS }, ZONES] : [ZONES]
  return { says: ['its provider calls it active'], ...(expiresAt && { expiresAt }), next }
}

const DETAILS: Omit<Step, 'path'> = {
  denied: { says: ['it may not read its own permissions'] },
  read: ({ body }) => {
    const policies = listAt(body, 'result', 'policies')
    if (policies === undefined) return {}
    const allowed = policies.filter((policy) => textAt(policy, 'effect') !== 'deny')
    const scopes = allowed.flatMap((policy) =>
      (listAt(policy, 'permission_groups') ?? []).map((group) => textAt(group, 'name') ?? 'unnamed permission'),
    )
    return { scopes, breadth: breadthOf(allowed.flatMap((policy) => keysAt(policy, 'resources'))) }
  },
}

// A key of `resources`: `com.cloudflare.api.account.zone.ID`, `com.cloudflare.api.account.ID`, `com.cloudflare.api.user.ID`, with `*` for all.
function breadthOf(keys: readonly string[]): Breadth {
  if (keys.length === 0) return 'unknown'
  if (keys.some((key) => key.endsWith('*') || key.startsWith('com.cloudflare.api.user.'))) return 'account'
  const zones = keys.filter((key) => key.startsWith('com.cloudflare.api.account.zone.'))
  if (zones.length < keys.length) return 'organisation'
  return zones.length === 1 ? 'resource' : 'several'
}

const ZONES: Step = {
  path: '/client/v4/zones?per_page=50',
  denied: { says: ['it may not list zones'] },
  read: ({ body }) => {
    const zones = listAt(body, 'result')
    if (zones === undefined || valueAt(body, 'success') !== true) return {}
    const names = zones.flatMap((zone) => textAt(zone, 'name') ?? [])
    return { says: [names.length === 0 ? 'it sees no zone' : `it sees the zones ${names.slice(0, 20).join(', ')}`] }
  },
}

/** A token of an account is verified under that account, which it must name first. */
const ACCOUNTS: Step = {
  path: '/client/v4/accounts?per_page=5',
  read: ({ body }: Answer) => {
    const accounts = listAt(body, 'result')
    if (accounts === undefined || valueAt(body, 'success') !== true) return {}
    const resources = accounts.flatMap((item): Resource[] => {
      const name = textAt(item, 'name')
      return name === undefined ? [] : [{ kind: 'account', name }]
    })
    const id = textAt(accounts, 0, 'id')
    const tokens = `/client/v4/accounts/${id}/tokens`
    if (id === undefined || !/^[0-9a-f]{32}$/.test(id)) return { says: ['it may not name its account'], next: [ZONES] }
    return {
      account: resources.map(({ name }) => name).join(', '),
      next: [verify(`${tokens}/verify`, (token) => `${tokens}/${token}`)],
    }
  },
}

export const cloudflare: Introspection = {
  id: 'cloudflare',
  base: 'https://api.cloudflare.com',
  carriage: { kind: 'bearer' },
  steps: ({ kind, text }) => {
    if (text.startsWith('cfat_')) return [ACCOUNTS]
    // A global key needs its owner's address, and an origin CA key speaks of certificates only.
    if (text.startsWith('cfk_') || text.startsWith('v1.0-') || kind?.includes('global')) return []
    return [verify('/client/v4/user/tokens/verify', (id) => `/client/v4/user/tokens/${id}`)]
  },
  source: 'https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/',
}
