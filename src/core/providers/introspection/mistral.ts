import type { Introspection } from '../../token/introspection.ts'
import { listAt } from '../../token/value-at.ts'

// docs.mistral.ai/api, "List Models" (GET /v1/models). Whose a key is, is told nowhere.

export const mistral: Introspection = {
  id: 'mistral',
  base: 'https://api.mistral.ai',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/v1/models',
      read: ({ body }) => (listAt(body, 'data') === undefined ? {} : { says: ['it may list models and run them'] }),
    },
  ],
  source: 'https://docs.mistral.ai/api/#tag/models',
}
