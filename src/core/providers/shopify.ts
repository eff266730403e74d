import type { Format, Provider } from '../token/provider.ts'
import { BASIC, form, grant, header, providerOf } from './row.ts'

// Kinds: shopify.dev/docs/apps/build/authentication-authorization/access-tokens and gitleaks' rule table. Scopes:
// shopify.dev/docs/api/usage/access-scopes; `read_orders` and `write_products` are read by their words.

const source = "gitleaks' rule table"

const ONE_SHOP: Partial<Format> = {
  breadth: 'several',
  says: 'the parts of one shop that were granted; the text does not tell which',
  source,
}

/** Shopify: shops. */
export const shopify: Provider = providerOf({
  id: 'shopify',
  name: 'Shopify',
  formats: [
    form('admin API token', 'shpat_', /^shpat_[a-fA-F0-9]{32}$/, ONE_SHOP),
    form('custom app token', 'shpca_', /^shpca_[a-fA-F0-9]{32}$/, ONE_SHOP),
    form('private app password', 'shppa_', /^shppa_[a-fA-F0-9]{32}$/, ONE_SHOP),
    form('Theme Access password', 'shptka_', /^shptka_[a-fA-F0-9]{32}$/, {
      env: 'SHOPIFY_CLI_THEME_TOKEN',
      breadth: 'resource',
      access: 'write',
      says: 'the themes of one shop: it changes what every visitor runs',
      source: 'shopify.dev/docs/storefronts/themes/tools/theme-access',
    }),
    form('Partner API token', 'prtapi_', /^prtapi_[a-fA-F0-9]{32}$/, {
      breadth: 'organisation',
      says: 'one partner organisation; the text does not tell its permissions',
      source: 'shopify.dev/docs/api/partner',
    }),
    form('app shared secret', 'shpss_', /^shpss_[a-fA-F0-9]{32}$/, {
      env: 'SHOPIFY_API_SECRET',
      carried: 'never',
      says: 'an app proves with it who it is, to every shop that installed it',
      source,
    }),
  ],
  // Every shop has a host of its own, and a wildcard over all of them would name everybody's.
  destinations: [],
  env: ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_ADMIN_ACCESS_TOKEN', 'SHOPIFY_CLI_THEME_TOKEN', 'SHOPIFY_API_SECRET'],
  carriers: [header('X-Shopify-Access-Token'), BASIC],
  scopes: new Map([
    // Of one shop, as every scope is, whatever `all` sounds like.
    ['read_all_orders', { access: 'read' }],
    ...grant('write_script_tags write_themes write_theme_code write_pixels write_checkouts', {
      access: 'write',
      says: 'change what every visitor of the shop runs',
    }),
    ...grant('write_users write_apps write_payment_gateways', { access: 'admin', says: 'administer the shop' }),
    ...grant('read_customers read_orders read_draft_orders read_users read_checkouts', { access: 'read' }),
  ]),
  narrower: 'https://shopify.dev/docs/api/usage/access-scopes',
  revoke: 'https://help.shopify.com/en/manual/apps/app-types/custom-apps',
})
