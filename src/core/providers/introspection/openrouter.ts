import type { Introspection } from '../../token/introspection.ts'
import { textAt, timeAt, valueAt } from '../../token/value-at.ts'

// openrouter.ai/docs, "Limits" (GET /api/v1/key: label, limit, is_free_tier) and "Provisioning API keys".

export const openrouter: Introspection = {
  id: 'openrouter',
  base: 'https://openrouter.ai',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/api/v1/key',
      read: ({ body }) => {
        if (valueAt(body, 'data', 'label') === undefined) return {}
        const isMaster = valueAt(body, 'data', 'is_provisioning_key') === true
        const limit = textAt(body, 'data', 'limit')
        const expiresAt = timeAt(body, 'data', 'expires_at')
        return {
          ...(expiresAt && { expiresAt }),
          ...(isMaster && { breadth: 'account', access: 'admin' }),
          says: [
            isMaster ? 'it makes and deletes the keys of its account' : 'it runs models on the credit of its account',
            limit === undefined ? 'it has no spending limit of its own' : `it may spend ${limit} credits`,
          ],
        }
      },
    },
  ],
  source: 'https://openrouter.ai/docs/api-reference/limits',
}
