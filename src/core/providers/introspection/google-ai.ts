import type { Introspection } from '../../token/introspection.ts'
import { listAt } from '../../token/value-at.ts'

// ai.google.dev/api, "models.list" (GET /v1beta/models; x-goog-api-key). Whose a key is, and which other services of its
// project it opens, is told nowhere.

export const googleAi: Introspection = {
  id: 'google-ai',
  base: 'https://generativelanguage.googleapis.com',
  carriage: { kind: 'header', header: 'x-goog-api-key' },
  steps: [
    {
      path: '/v1beta/models?pageSize=1',
      read: ({ body }) => (listAt(body, 'models') === undefined ? {} : { says: ['it may list models and run them'] }),
    },
  ],
  source: 'https://ai.google.dev/api/models',
}
