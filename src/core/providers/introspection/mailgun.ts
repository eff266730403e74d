import type { Introspection, Step } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// documentation.mailgun.com, "Domains" (GET /v4/domains) and "API keys": an account key does everything, a sending key can
// do nothing but send for one domain, and is refused here like one that does not exist.

const DOMAINS: Step = {
  path: '/v4/domains?limit=100',
  read: ({ body }) => {
    const domains = listAt(body, 'items')?.flatMap((item) => textAt(item, 'name') ?? [])
    if (domains === undefined) return {}
    return {
      breadth: 'account',
      resources: domains.map((name) => ({ kind: 'domain', name })),
      says: ['it is a key of the account: it lists every domain'],
    }
  },
}

export const mailgun: Introspection = {
  id: 'mailgun',
  base: 'https://api.mailgun.net',
  own: { example: 'https://api.eu.mailgun.net', regions: ['https://api.eu.mailgun.net'] },
  carriage: { kind: 'basic', user: 'api' },
  // A public key only says whether an address can exist.
  steps: ({ text }) => (text.startsWith('pubkey-') ? [] : [DOMAINS]),
  refusal: 'the provider does not accept it here: it is a sending key of one domain, or revoked, expired or wrong',
  source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domains',
}
