import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { keysAt, textAt, textsAt, timeAt, valueAt } from '../../token/value-at.ts'

// tailscale.com/api, "Get key" (GET /api/v2/tailnet/-/keys/{keyId}: keyType, scopes, expires, revoked, invalid), and "Trust
// credentials": the id is the part of a token before its secret.

function read({ body }: Answer): Told {
  const id = textAt(body, 'id')
  if (id === undefined) return {}
  const expiresAt = timeAt(body, 'expires')
  const scopes = textsAt(body, 'scopes')
  const description = textAt(body, 'description')
  const isDead = valueAt(body, 'invalid') === true || timeAt(body, 'revoked') !== undefined
  return {
    account: description ?? `the key ${id}`,
    ...(expiresAt && { expiresAt }),
    ...(scopes && scopes.length > 0 && { scopes }),
    ...(keysAt(body, 'capabilities').length > 0 && { says: ['it has the capabilities of a key that adds devices'] }),
    ...(isDead && { dead: 'is not valid any more' }),
  }
}

export const tailscale: Introspection = {
  id: 'tailscale',
  base: 'https://api.tailscale.com',
  carriage: { kind: 'bearer' },
  steps: ({ text }) => {
    const id = /^tskey-api-([A-Za-z0-9]{6,40})-/.exec(text)?.[1]
    return id === undefined ? [] : [{ path: `/api/v2/tailnet/-/keys/${id}`, read }]
  },
  source: 'https://tailscale.com/api#tag/keys',
}
