import type { Format, Provider } from '../token/provider.ts'
import { grant } from './row.ts'

// Forms and what each key may do: docs.stripe.com/keys, "API keys", and docs.stripe.com/webhooks for signing secrets. Permissions of
// restricted keys are declared by their words (`charges:read`); those of Connect: docs.stripe.com/connect/oauth-reference.

const source = 'docs.stripe.com/keys'

const MASTER = { breadth: 'account', access: 'admin', master: true, suffix: 'live' } as const

const TEST: Partial<Format> = { breadth: 'resource', suffix: 'test' }

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  formats: [
    {
      kind: 'live secret key',
      prefix: 'sk_live_',
      pattern: /^sk_live_[A-Za-z0-9_]{10,300}$/,
      ...MASTER,
      says: 'it does everything in the live account: charges, payouts, customers',
      source,
    },
    {
      kind: 'organisation secret key',
      prefix: 'sk_org_',
      pattern: /^sk_org_[A-Za-z0-9_]{10,300}$/,
      ...MASTER,
      suffix: 'org',
      says: 'it does everything in every account of the organisation',
      source,
    },
    {
      kind: 'production secret key',
      prefix: 'sk_prod_',
      pattern: /^sk_prod_[A-Za-z0-9_]{10,300}$/,
      ...MASTER,
      says: 'it does everything in the live account',
    },
    {
      kind: 'test secret key',
      prefix: 'sk_test_',
      pattern: /^sk_test_[A-Za-z0-9_]{10,300}$/,
      ...TEST,
      access: 'write',
      says: 'it does everything with test data, and no money moves',
      source,
    },
    {
      kind: 'live restricted key',
      prefix: 'rk_live_',
      pattern: /^rk_live_[A-Za-z0-9_]{10,300}$/,
      breadth: 'several',
      suffix: 'live',
      says: 'chosen kinds of objects of the live account; the text does not tell which',
      source,
    },
    {
      kind: 'production restricted key',
      prefix: 'rk_prod_',
      pattern: /^rk_prod_[A-Za-z0-9_]{10,300}$/,
      breadth: 'several',
      suffix: 'live',
      says: 'chosen kinds of objects of the live account; the text does not tell which',
    },
    {
      kind: 'test restricted key',
      prefix: 'rk_test_',
      pattern: /^rk_test_[A-Za-z0-9_]{10,300}$/,
      ...TEST,
      says: 'chosen kinds of test data; no money moves',
      source,
    },
    {
      kind: 'publishable key',
      env: 'STRIPE_PUBLISHABLE_KEY',
      prefix: 'pk_',
      pattern: /^pk_(?:live|test)_[A-Za-z0-9_]{10,300}$/,
      // It starts payments for whoever shows it, and shows nothing that is not shown to anyone.
      breadth: 'resource',
      access: 'read',
      suffix: 'public',
      says: 'made to be seen by anyone; it only starts payments',
      source,
    },
    {
      kind: 'ephemeral key',
      prefix: 'ek_',
      pattern: /^ek_(?:live|test)_[A-Za-z0-9_]{10,300}$/,
      breadth: 'resource',
      shortLived: true,
      says: 'one customer, for about an hour; the text does not tell what it may do',
      source: 'docs.stripe.com/api/ephemeral_keys',
    },
    {
      kind: 'webhook signing secret',
      env: 'STRIPE_WEBHOOK_SECRET',
      prefix: 'whsec_',
      pattern: /^whsec_[A-Za-z0-9+/=]{20,300}$/,
      breadth: 'resource',
      carried: 'never',
      suffix: 'webhook',
      says: 'it proves that an event came from the sender; it opens nothing, but forges events',
      source: 'docs.stripe.com/webhooks',
    },
  ],
  destinations: ['api.stripe.com', 'files.stripe.com'],
  env: ['STRIPE_API_KEY', 'STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'],
  carriers: [{ kind: 'bearer' }, { kind: 'basic' }],
  carried: 'requests',
  scopes: new Map([
    ['read_only', { access: 'read', breadth: 'account' }],
    ['read_write', { access: 'write', breadth: 'account' }],
    ...grant('payouts:write rak_payout_write transfers:write rak_transfer_write', {
      access: 'write',
      says: 'send money out of the account',
    }),
  ]),
  links: {
    narrower: 'https://dashboard.stripe.com/apikeys',
    revoke: 'https://dashboard.stripe.com/apikeys',
  },
}
