import type { Introspection } from '../../token/introspection.ts'
import { textsAt } from '../../token/value-at.ts'

// docs.sendgrid.com, "API Key Permissions": GET /v3/scopes lists the permissions of the key that asks. Two of the words
// it lists say something about the account and are no permissions.
const NO_PERMISSIONS: ReadonlySet<string> = new Set([
  '2fa_required',
  '2fa_exempt',
  'sender_verification_eligible',
  'sender_verification_legacy',
  'sender_verification_exempt',
])

const SENDING = /^mail\./

export const sendgrid: Introspection = {
  id: 'sendgrid',
  base: 'https://api.sendgrid.com',
  own: { example: 'https://api.eu.sendgrid.com', regions: ['https://api.eu.sendgrid.com'] },
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v3/scopes',
      read: ({ body }) => {
        const scopes = textsAt(body, 'scopes')?.filter((scope) => !NO_PERMISSIONS.has(scope))
        if (scopes === undefined) return {}
        return { scopes, breadth: scopes.every((scope) => SENDING.test(scope)) ? 'resource' : 'account' }
      },
    },
  ],
  source: 'https://docs.sendgrid.com/api-reference/api-key-permissions/api-key-permissions',
}
