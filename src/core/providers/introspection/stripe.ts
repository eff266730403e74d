import type { Introspection, Step } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'
import { wholeAccount } from './who-am-i.ts'

// docs.stripe.com: "API keys" (a secret key does everything), "Restricted API keys" (403 for what its permissions leave
// out, 401 for a key that is not taken), "API reference" (the lists below; `limit` is at least 1).

/** What a restricted key may be given, and the list that shows whether it may read it. */
const READABLE: readonly (readonly [string, string])[] = [
  ['charges', '/v1/charges'],
  ['customers', '/v1/customers'],
  ['payment intents', '/v1/payment_intents'],
  ['refunds', '/v1/refunds'],
  ['payouts', '/v1/payouts'],
  ['disputes', '/v1/disputes'],
  ['products', '/v1/products'],
  ['invoices', '/v1/invoices'],
  ['subscriptions', '/v1/subscriptions'],
  ['events', '/v1/events'],
  ['webhook endpoints', '/v1/webhook_endpoints'],
]

const WRITES_UNTOLD = 'whether it may write is not told: that cannot be asked without writing'

const BALANCE: Step = {
  path: '/v1/balance',
  denied: { access: 'unknown', says: ['it may not read the balance', WRITES_UNTOLD] },
  denies: [403],
  read: ({ body }) =>
    textAt(body, 'object') === 'balance' ? { access: 'unknown', says: ['it may read the balance', WRITES_UNTOLD] } : {},
}

const probe = ([what, path]: readonly [string, string]): Step => ({
  path: `${path}?limit=1`,
  denied: { says: [`it may not read ${what}`] },
  denies: [403],
  read: ({ body }) => (textAt(body, 'object') === 'list' ? { says: [`it may read ${what}`] } : {}),
})

const ACCOUNT: Step = {
  path: '/v1/account',
  read: ({ body }) => {
    const account = textAt(body, 'settings', 'dashboard', 'display_name') ?? textAt(body, 'id')
    return account === undefined ? {} : { account, ...wholeAccount('a secret key does everything in its account') }
  },
}

export const stripe: Introspection = {
  id: 'stripe',
  base: 'https://api.stripe.com',
  carriage: { kind: 'bearer' },
  steps: ({ text }) => {
    if (text.startsWith('rk_')) return [BALANCE, ...READABLE.map(probe)]
    return /^sk_(?:live|test|prod)_/.test(text) ? [ACCOUNT] : []
  },
  source: 'https://docs.stripe.com/keys/restricted-api-keys',
}
