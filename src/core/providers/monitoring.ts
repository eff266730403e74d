import { BEARER, form, header, type Row } from './row.ts'

/** Monitoring, alarms, flags and analytics, one row each, beside those that have a file of their own. */
export const MONITORING: readonly Row[] = [
  {
    id: 'pagerduty',
    name: 'PagerDuty',
    formats: [
      // trufflehog's pattern; support.pagerduty.com, "API access keys". A key of the account and an integration key have no form of their own.
      form('user API key', 'u+', /^u\+[\w+-]{18}$/, {
        env: 'PAGERDUTY_USER_TOKEN',
        breadth: 'account',
        access: 'write',
        suffix: 'user',
        says: 'it does what its user may; a key cannot be narrowed',
      }),
      form('OAuth token', 'pd', /^pd(?:us|eu)\+_0[A-Z0-9]{4,12}_[a-f0-9-]{36}$/, {
        says: 'the scopes it was given, which the text does not tell',
        source: 'developer.pagerduty.com, "OAuth functionality"',
      }),
      form('OAuth refresh token', 'pd', /^pd(?:us|eu)\+_1[A-Z0-9]{4,12}_[a-f0-9-]{36}$/, {
        says: 'it is exchanged for OAuth tokens',
        source: 'developer.pagerduty.com, "OAuth functionality"',
      }),
    ],
    destinations: ['api.pagerduty.com', 'api.eu.pagerduty.com', 'events.pagerduty.com'],
    env: ['PAGERDUTY_TOKEN', 'PAGERDUTY_API_KEY', 'PAGERDUTY_USER_TOKEN', 'PD_API_KEY'],
    carriers: [header('Authorization', 'Token'), BEARER],
    scopes: new Map([
      ['read', { access: 'read', breadth: 'account' }],
      ['write', { access: 'write', breadth: 'account' }],
      [
        'users.write',
        { access: 'admin', atLeast: 'organisation', says: 'change the users of the account and their roles' },
      ],
    ]),
    narrower: 'https://developer.pagerduty.com/docs/register-an-app',
    revoke: 'https://support.pagerduty.com/main/docs/api-access-keys',
  },
  {
    // launchdarkly.com/docs/home/account/api and /sdk-keys: a word and a UUID. What only begins with such a word need not be theirs.
    id: 'launchdarkly',
    name: 'LaunchDarkly',
    formats: [
      form('API access token', 'api', /^api-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/, {
        suffix: 'api',
        says: 'a role in the whole account; the text does not tell which',
        source: "trufflehog's pattern",
      }),
      form('SDK key', 'sdk', /^sdk-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/, {
        env: 'LAUNCHDARKLY_SDK_KEY',
        breadth: 'resource',
        access: 'read',
        suffix: 'sdk',
        says: 'it reads every flag and rule of one environment',
        source: "trufflehog's pattern",
      }),
      form('mobile key', 'mob', /^mob-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/, {
        env: 'LAUNCHDARKLY_MOBILE_KEY',
        breadth: 'resource',
        access: 'read',
        suffix: 'public',
        says: 'made to be seen by anyone; it reads flags of one environment',
        source: 'launchdarkly.com/docs/sdk/concepts/client-side-server-side',
      }),
    ],
    destinations: [
      'app.launchdarkly.com',
      'sdk.launchdarkly.com',
      'stream.launchdarkly.com',
      'events.launchdarkly.com',
    ],
    env: ['LAUNCHDARKLY_ACCESS_TOKEN', 'LAUNCHDARKLY_SDK_KEY', 'LAUNCHDARKLY_API_KEY', 'LAUNCHDARKLY_MOBILE_KEY'],
    carriers: [header('Authorization')],
    scopes: new Map([
      ['reader', { access: 'read', breadth: 'account' }],
      ['writer', { access: 'write', breadth: 'account' }],
    ]),
    narrower: 'https://launchdarkly.com/docs/home/account/api',
    revoke: 'https://app.launchdarkly.com/settings/authorization',
  },
  {
    // Its keys are UUIDs, which anything may be: known by its variables only.
    id: 'opsgenie',
    name: 'Opsgenie',
    formats: [],
    destinations: ['api.opsgenie.com', 'api.eu.opsgenie.com'],
    env: ['OPSGENIE_API_KEY'],
    carriers: [header('Authorization', 'GenieKey')],
    narrower: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
  },
  {
    id: 'posthog',
    name: 'PostHog',
    formats: [
      form('personal API key', 'phx_', /^phx_\w{30,60}$/, {
        says: 'the scopes, organisations and projects it was given, or all of its user; the text does not tell',
        source: "posthog.com/docs/api/personal-api-keys; trufflehog's pattern",
      }),
      form('project API key', 'phc_', /^phc_\w{30,60}$/, {
        env: 'POSTHOG_KEY',
        breadth: 'resource',
        access: 'write',
        suffix: 'public',
        says: 'made to be seen by anyone; it only sends events and reads flags',
        source: 'posthog.com/docs/api, "Authentication"',
      }),
    ],
    destinations: ['us.posthog.com', 'eu.posthog.com', 'us.i.posthog.com', 'eu.i.posthog.com'],
    env: ['POSTHOG_PERSONAL_API_KEY', 'POSTHOG_API_KEY', 'POSTHOG_KEY'],
    scopes: new Map([['organization_member:write', { access: 'admin', atLeast: 'organisation' }]]),
    baseUrlEnv: 'POSTHOG_HOST',
    narrower: 'https://us.posthog.com/settings/user-api-keys',
  },
  {
    // docs.honeycomb.io/api/authentication: the third letter is chosen when a key is made.
    id: 'honeycomb',
    name: 'Honeycomb',
    formats: [
      form('ingest key', 'hc', /^hc[a-z]i[ck]_[a-z0-9]{58}$/, {
        breadth: 'resource',
        access: 'write',
        suffix: 'ingest',
        says: 'it sends events into one environment, and reads nothing',
      }),
      form('management key', 'hc', /^hc[a-z]mk_[a-z0-9]{26}:[A-Za-z0-9]{32}$/, {
        env: 'HONEYCOMB_MANAGEMENT_KEY',
        breadth: 'organisation',
        suffix: 'management',
        says: 'the keys and environments of a whole team; the text does not tell its scopes',
      }),
    ],
    destinations: ['api.honeycomb.io', 'api.eu1.honeycomb.io'],
    env: ['HONEYCOMB_API_KEY', 'HONEYCOMB_MANAGEMENT_KEY'],
    carriers: [header('X-Honeycomb-Team'), BEARER],
    scopes: new Map([
      ['api-keys:write', { access: 'admin', atLeast: 'organisation', says: 'make other keys, in every environment' }],
      ['environments:write', { access: 'write', atLeast: 'organisation' }],
    ]),
    narrower: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  },
]
