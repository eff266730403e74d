import { readSentry } from '../identify/read-sentry.ts'
import { readSentryDsn } from '../identify/read-sentry-dsn.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import { form, grant, providerOf } from './row.ts'

// Kinds and their letters: github.com/getsentry/sentry, src/sentry/types/token.py; develop.sentry.dev, "Auth tokens"; forms: gitleaks'
// rule table. Scopes: docs.sentry.io/api/permissions.

const source = 'getsentry/sentry, src/sentry/types/token.py'

const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }

/** Sentry: errors and traces. */
export const sentry: Provider = providerOf({
  id: 'sentry',
  name: 'Sentry',
  formats: [
    form('organisation token', 'sntrys_', /^sntrys_ey[\w+/=.-]{40,700}$/, {
      read: readSentry,
      breadth: 'organisation',
      says: 'the releases and source maps of one organisation',
      source,
    }),
    form('user token', 'sntryu_', /^sntryu_[a-f0-9]{64}$/, {
      breadth: 'account',
      says: 'it acts as its user in every organisation of theirs; the text does not tell its scopes',
      source,
    }),
    form('application token', 'sntrya_', /^sntrya_[a-f0-9]{64}$/, {
      says: 'an application acts with it for its user; the text does not tell its scopes',
      source,
    }),
    form('integration token', 'sntryi_', /^sntryi_[a-f0-9]{64}$/, {
      breadth: 'organisation',
      says: 'one integration in a whole organisation; the text does not tell its scopes',
      source,
    }),
    form('DSN', '', /^https:\/\/[a-f0-9]{32}(?::[a-f0-9]{32})?@[a-z0-9.-]{1,200}\/\d{1,20}$/, {
      env: 'SENTRY_DSN',
      read: readSentryDsn,
      breadth: 'resource',
      access: 'write',
      carried: 'never',
      suffix: 'public',
      says: 'made to be seen by anyone; it only sends events to one project',
      source: 'docs.sentry.io/concepts/key-terms/dsn-explainer',
    }),
  ],
  selfManaged: true,
  destinations: ['sentry.io', '*.sentry.io'],
  env: ['SENTRY_AUTH_TOKEN', 'SENTRY_DSN'],
  scopes: new Map([
    // What a token for continuous integration has: it makes releases and uploads source maps, and changes nothing else.
    ['org:ci', { access: 'write', breadth: 'several' }],
    ['org:integrations', { access: 'write', atLeast: 'organisation' }],
    ['org:superuser', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
    ...grant('org:admin', { ...ADMINISTERS, says: 'administer the organisation, and remove it' }),
    ...grant('member:write member:admin member:invite', {
      ...ADMINISTERS,
      says: 'change the members of the organisation',
    }),
    ...grant('member:read', { access: 'read', atLeast: 'organisation' }),
    ...grant('project:releases project:distribution', { access: 'write' }),
  ]),
  baseUrlEnv: 'SENTRY_URL',
  narrower: 'https://sentry.io/settings/auth-tokens/',
})
