import type { Introspection } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// guides.rubygems.org, "RubyGems.org API": GET /api/v1/gems.json lists the gems of the key's owner; the key stands in
// Authorization as it is. "API key scopes": the list needs index_rubygems, and a key without it is answered 403.

export const rubygems: Introspection = {
  id: 'rubygems',
  base: 'https://rubygems.org',
  own: { example: 'https://gems.example.com' },
  carriage: { kind: 'header', header: 'Authorization' },
  steps: [
    {
      path: '/api/v1/gems.json',
      denied: { says: ['it may not list gems'] },
      denies: [403],
      read: ({ body }) => {
        const names = listAt(body)?.flatMap((gem) => textAt(gem, 'name') ?? [])
        if (names === undefined) return {}
        return {
          says: [
            'it may list gems',
            ...(names.length === 0 ? [] : [`its owner has the gems ${names.slice(0, 20).join(', ')}`]),
          ],
        }
      },
    },
  ],
  source: 'https://guides.rubygems.org/rubygems-org-api/',
}
