import type { Introspection } from '../../token/introspection.ts'
import { listAt } from '../../token/value-at.ts'

// console.groq.com/docs/api-reference, "List models". Whose a key is, is told nowhere.

export const groq: Introspection = {
  id: 'groq',
  base: 'https://api.groq.com',
  carriage: { kind: 'bearer' },
  steps: [
    {
      path: '/openai/v1/models',
      read: ({ body }) => (listAt(body, 'data') === undefined ? {} : { says: ['it may list models and run them'] }),
    },
  ],
  source: 'https://console.groq.com/docs/api-reference#models',
}
