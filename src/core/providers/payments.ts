import { BASIC, BEARER, form, type Row } from './row.ts'

/** Payments and parcels, one row each, beside those that have a file of their own. */
export const PAYMENTS: readonly Row[] = [
  {
    id: 'paypal',
    name: 'PayPal',
    formats: [
      // developer.paypal.com/api/rest/authentication shows one, and that it lives for about nine hours. Client ids and secrets have no
      // form that other things do not have, too.
      form('access token', 'A21AA', /^A21AA[\w-]{60,200}$/, {
        breadth: 'account',
        shortLived: true,
        says: 'what the app may do in its account, for some hours',
      }),
    ],
    destinations: ['api-m.paypal.com'],
    env: ['PAYPAL_ACCESS_TOKEN', 'PAYPAL_CLIENT_SECRET'],
    carriers: [BEARER, BASIC],
    narrower: 'https://developer.paypal.com/dashboard/applications/live',
  },
  {
    id: 'braintree',
    name: 'Braintree',
    formats: [
      form('access token', 'access_token$production$', /^access_token\$production\$[a-z0-9]{16}\$[a-f0-9]{32}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it charges, refunds and reads in one merchant account',
        source: "gitleaks' and trufflehog's patterns",
      }),
      form('sandbox access token', 'access_token$sandbox$', /^access_token\$sandbox\$[a-z0-9]{16}\$[a-f0-9]{32}$/, {
        breadth: 'resource',
        access: 'write',
        suffix: 'test',
        says: 'it does everything with test data, and no money moves',
      }),
      form('tokenization key', 'pro', /^production_[a-z0-9]{8}_[a-z0-9]{16}$/, {
        breadth: 'resource',
        access: 'read',
        suffix: 'public',
        says: 'made to be seen by anyone; it only turns cards into one-time numbers',
        source: 'developer.paypal.com/braintree/docs/guides/authorization/tokenization-key',
      }),
      form('sandbox tokenization key', 'san', /^sandbox_[a-z0-9]{8}_[a-z0-9]{16}$/, {
        breadth: 'resource',
        access: 'read',
        suffix: 'test',
        says: 'made to be seen by anyone, and for test data only',
        source: 'developer.paypal.com/braintree/docs/guides/authorization/tokenization-key',
      }),
    ],
    destinations: ['api.braintreegateway.com', 'payments.braintree-api.com'],
    env: ['BRAINTREE_ACCESS_TOKEN', 'BRAINTREE_PRIVATE_KEY'],
    carriers: [BEARER, BASIC],
    narrower: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
  },
  {
    id: 'easypost',
    name: 'EasyPost',
    formats: [
      form('production API key', 'EZAK', /^EZAK[A-Za-z0-9]{54}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'live',
        says: 'it buys labels and reads every shipment of its account; its rights cannot be narrowed',
        source: "gitleaks' rule table; docs.easypost.com/docs/authentication",
      }),
      form('test API key', 'EZTK', /^EZTK[A-Za-z0-9]{54}$/, {
        breadth: 'resource',
        access: 'write',
        suffix: 'test',
        says: 'it does everything with test data, and nothing is bought',
        source: "gitleaks' rule table",
      }),
    ],
    destinations: ['api.easypost.com'],
    env: ['EASYPOST_API_KEY'],
    carriers: [BASIC, BEARER],
    narrower: 'https://docs.easypost.com/docs/authentication',
    revoke: 'https://www.easypost.com/account/api-keys',
  },
]
