import type { Provider, ScopeFact } from '../token/provider.ts'
import { BEARER, form, grant, header, providerOf } from './row.ts'

// Prefixes: docs.datadoghq.com/account_management/personal-access-tokens, which compares the three. API keys (32 hex digits) and older
// application keys (40) have no form of their own. Permissions: docs.datadoghq.com/account_management/rbac/permissions.

const PAGE = 'https://docs.datadoghq.com/account_management/personal-access-tokens/'

const source = 'docs.datadoghq.com, "Personal access tokens"'

const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }

/** Datadog: metrics, logs and traces. */
export const datadog: Provider = providerOf({
  id: 'datadog',
  name: 'Datadog',
  formats: [
    form('personal access token', 'ddpat_', /^ddpat_\w{16,200}$/, {
      says: 'the scopes it was given, which the text does not tell; it ends within a year',
      source,
    }),
    form('service access token', 'ddsat_', /^ddsat_\w{16,200}$/, {
      says: 'the scopes its service account was given, which the text does not tell',
      source,
    }),
    form('application key', 'ddapp_', /^ddapp_\w{16,200}$/, {
      env: 'DD_APP_KEY',
      breadth: 'organisation',
      says: 'everything that its user may, unless it was made with scopes; the text does not tell',
      source,
    }),
    form('client token', 'pub', /^pub[a-f0-9]{32}$/, {
      env: 'DD_CLIENT_TOKEN',
      breadth: 'resource',
      access: 'write',
      suffix: 'public',
      says: 'made to be seen by anyone; it only sends what browsers and phones measure',
      source: 'docs.datadoghq.com/account_management/api-app-keys, "Client tokens"',
    }),
  ],
  sites: ['ddog-gov.com'],
  destinations: ['api.datadoghq.com', 'api.datadoghq.eu'],
  env: ['DD_API_KEY', 'DD_APP_KEY', 'DATADOG_API_KEY', 'DATADOG_APP_KEY', 'DD_APPLICATION_KEY', 'DD_CLIENT_TOKEN'],
  carriers: [header('DD-API-KEY'), header('DD-APPLICATION-KEY'), BEARER],
  scopes: new Map([
    ['org_management', { ...ADMINISTERS, says: 'administer the organisation' }],
    ...grant('user_access_manage user_access_invite service_account_write user_access_read_write', {
      ...ADMINISTERS,
      says: 'change the people of the organisation and their rights',
    }),
    ...grant('api_keys_write org_app_keys_write client_tokens_write user_app_keys', {
      ...ADMINISTERS,
      says: 'make other keys, which outlive this one',
    }),
    ...grant('billing_edit usage_edit data_scanner_write', ADMINISTERS),
    ...grant('api_keys_read org_app_keys_read audit_logs_read usage_read billing_read', {
      access: 'read',
      atLeast: 'organisation',
    }),
    ...grant(
      `monitors_downtime embeddable_graphs_share slos_corrections logs_generate_metrics apm_generate_metrics
         dashboards_public_share incident_settings_write`,
      { access: 'write' },
    ),
    ...grant(
      'timeseries_query metrics_read monitors_read dashboards_read logs_read_data logs_read_index_data apm_read',
      {
        access: 'read',
      },
    ),
  ]),
  narrower: PAGE,
  revoke: 'https://app.datadoghq.com/organization-settings/application-keys',
})
