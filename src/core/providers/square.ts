import type { Format, Provider } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { form, grant, providerOf } from './row.ts'

// Kinds and what they may do: developer.squareup.com/docs/build-basics/access-tokens (a personal access token is unrestricted, an OAuth
// token has scopes; both look alike). Scopes: developer.squareup.com/docs/oauth-api/square-permissions; most are read by their words.

const PAGE = 'https://developer.squareup.com/docs/oauth-api/overview'

const source = "gitleaks' rule table and Square's page on access tokens"

const EITHER: Partial<Format> = {
  breadth: 'account',
  says: 'a personal token does everything in the account, an OAuth token what its scopes say; the text does not tell which it is',
  source,
}

const UNRESTRICTED: readonly string[] = ['access token', 'older access token']

const RULES: readonly Rule[] = [
  {
    id: 'BH150',
    title: 'Is unrestricted unless its scopes are known',
    severity: 'god',
    when: 'an access token of Square has no scopes: a personal one may do everything in the account',
    test: ({ format, reach: { scopes } }) =>
      format !== null && UNRESTRICTED.includes(format.kind) && scopes.length === 0,
    why: () => 'a personal access token of Square charges, refunds and pays out without limit, and this may be one',
    remedy: () => ({ text: 'use an OAuth token with the scopes this domain needs, and name them here', url: PAGE }),
    example: { kind: 'access token' },
  },
]

/** Square: payments and points of sale. */
export const square: Provider = providerOf({
  id: 'square',
  name: 'Square',
  formats: [
    form('access token', 'EAA', /^EAA[Al][\w-]{22,61}$/, EITHER),
    form('older access token', 'sq0atp-', /^sq0atp-[\w-]{22,60}$/, EITHER),
    form('sandbox access token', 'sandbox-sq0atb-', /^sandbox-sq0atb-[\w-]{22,60}$/, {
      breadth: 'resource',
      access: 'write',
      suffix: 'test',
      says: 'it does everything with test data, and no money moves',
      source,
    }),
    form('refresh token', 'EQAA', /^EQAA[\w-]{22,61}$/, { says: 'it is exchanged for OAuth tokens', source }),
    form('application secret', 'sq0csp-', /^sq0csp-[\w-]{40,60}$/, {
      carried: 'never',
      says: 'an application proves with it who it is',
      source,
    }),
    form('sandbox application secret', 'sandbox-sq0csb-', /^sandbox-sq0csb-[\w-]{40,60}$/, {
      breadth: 'resource',
      carried: 'never',
      suffix: 'test',
      says: 'an application proves with it who it is, to the sandbox only',
      source,
    }),
  ],
  sites: ['squareupsandbox.com'],
  destinations: ['connect.squareup.com'],
  env: ['SQUARE_ACCESS_TOKEN', 'SQUARE_TOKEN'],
  scopes: new Map([
    ...grant('DEVICE_CREDENTIAL_MANAGEMENT', { access: 'write' }),
    ...grant('PAYOUTS_WRITE BANK_ACCOUNTS_WRITE', { access: 'admin', says: 'change where the money is paid out' }),
    ...grant('EMPLOYEES_WRITE', { access: 'admin', says: 'change the people of the account and their rights' }),
  ]),
  rules: RULES,
  narrower: PAGE,
  revoke: 'https://developer.squareup.com/apps',
})
