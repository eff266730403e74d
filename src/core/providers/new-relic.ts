import type { Provider } from '../token/provider.ts'
import { form, header, providerOf } from './row.ts'

// What each of New Relic's keys does: docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys. Forms: gitleaks' rule table.

/** New Relic: metrics, logs and traces. */
export const newRelic: Provider = providerOf({
  id: 'newrelic',
  name: 'New Relic',
  formats: [
    form('user key', 'NRAK-', /^NRAK-[A-Za-z0-9]{27}$/, {
      breadth: 'account',
      access: 'write',
      suffix: 'user',
      says: 'it does what its user may in every account of theirs; a key cannot be narrowed',
    }),
    form('admin key', 'NRAA-', /^NRAA-[A-Za-z0-9]{27}$/, {
      breadth: 'account',
      access: 'admin',
      suffix: 'admin',
      says: 'it administers users and everything else of an account; New Relic makes them no more',
    }),
    form('license key', '', /^(?:[a-z]{2}\d\dxx[a-f0-9]{26}|[a-f0-9]{32})(?:[a-f0-9]{4}|FFFF)NRAL$/, {
      env: 'NEW_RELIC_LICENSE_KEY',
      breadth: 'resource',
      access: 'write',
      suffix: 'ingest',
      says: 'it sends data into one account, and reads nothing',
      source: 'docs.newrelic.com, "License key"',
    }),
    form('insert key', 'NRII-', /^NRII-[\w-]{32}$/, {
      env: 'NEW_RELIC_INSERT_KEY',
      breadth: 'resource',
      access: 'write',
      suffix: 'ingest',
      says: 'it sends data into one account, and reads nothing',
    }),
    form('query key', 'NRIQ-', /^NRIQ-[\w-]{32}$/, {
      breadth: 'account',
      access: 'read',
      suffix: 'query',
      says: 'it reads all data of one account',
    }),
    form('browser key', 'NRJS-', /^NRJS-[a-f0-9]{19}$/, {
      breadth: 'resource',
      access: 'write',
      suffix: 'public',
      says: 'made to be seen by anyone; it only sends what browsers measure',
    }),
  ],
  destinations: ['api.newrelic.com', 'api.eu.newrelic.com', 'log-api.newrelic.com', 'metric-api.newrelic.com'],
  env: ['NEW_RELIC_API_KEY', 'NEW_RELIC_LICENSE_KEY', 'NEW_RELIC_USER_KEY', 'NEW_RELIC_INSERT_KEY'],
  carriers: [header('Api-Key'), header('X-License-Key'), header('X-Insert-Key'), header('X-Query-Key')],
  narrower: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  revoke: 'https://one.newrelic.com/api-keys',
})
