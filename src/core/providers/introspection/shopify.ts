import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// shopify.dev, Admin REST API, "AccessScope": GET /admin/oauth/access_scopes.json, asked at the shop's own host.

export const shopify: Introspection = {
  id: 'shopify',
  base: null,
  own: { example: 'https://acme.myshopify.com' },
  carriage: { kind: 'header', header: 'X-Shopify-Access-Token' },
  steps: ({ text }) =>
    text.startsWith('shpss_')
      ? []
      : [
          {
            path: '/admin/oauth/access_scopes.json',
            read: ({ body }) => {
              const scopes = listAt(body, 'access_scopes')?.map((item) => textAt(item, 'handle') ?? 'unreadable scope')
              return scopes === undefined ? {} : { scopes }
            },
          },
        ],
  source: 'https://shopify.dev/docs/api/admin-rest/latest/resources/accessscope',
}
