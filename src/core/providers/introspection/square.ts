import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// developer.squareup.com: "List locations" (GET /v2/locations; 403 without MERCHANT_PROFILE_READ). What an OAuth token was
// given is only told by POST /oauth2/token/status.

export const square: Introspection = {
  id: 'square',
  base: 'https://connect.squareup.com',
  own: { example: 'https://connect.squareupsandbox.com' },
  carriage: { kind: 'bearer' },
  steps: ({ text }) =>
    // An application's secret proves who the application is, and asks nothing.
    text.startsWith('sq0csp-')
      ? []
      : [
          {
            path: '/v2/locations',
            denied: { says: ['it may not read the locations of its merchant'] },
            denies: [403],
            read: ({ body }) => {
              const locations = listAt(body, 'locations')
              if (locations === undefined) return {}
              const names = locations.flatMap((item) => textAt(item, 'name') ?? [])
              const account = textAt(locations, 0, 'business_name') ?? textAt(locations, 0, 'merchant_id')
              return {
                ...(account && { account }),
                breadth: 'account',
                resources: names.map((name) => ({ kind: 'location', name })),
                says: ['whether it may take payments is not told'],
              }
            },
          },
        ],
  source: 'https://developer.squareup.com/reference/square/locations-api/list-locations',
}
