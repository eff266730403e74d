import type { Introspection } from '../../token/introspection.ts'
import { valueAt } from '../../token/value-at.ts'

// docs.datadoghq.com: "Validate API key" (GET /api/v1/validate) and "API and application keys": an API key submits data of
// the whole organisation and reads nothing; an application key works only beside one and cannot be asked about alone.

export const datadog: Introspection = {
  id: 'datadog',
  base: 'https://api.datadoghq.com',
  own: {
    example: 'https://api.datadoghq.eu',
    regions: [
      'https://api.us3.datadoghq.com',
      'https://api.us5.datadoghq.com',
      'https://api.datadoghq.eu',
      'https://api.ap1.datadoghq.com',
    ],
  },
  carriage: { kind: 'header', header: 'DD-API-KEY' },
  steps: ({ kind, text }) =>
    kind?.includes('application') || text.startsWith('ddapp_')
      ? []
      : [
          {
            path: '/api/v1/validate',
            read: ({ body }) =>
              valueAt(body, 'valid') === true
                ? { says: ['it submits data for the whole organisation, and reads nothing by itself'] }
                : {},
          },
        ],
  source: 'https://docs.datadoghq.com/api/latest/authentication/',
}
