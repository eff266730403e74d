import type { Provider } from '../token/provider.ts'
import { BEARER, form, grant, header, providerOf } from './row.ts'

// Prefixes: docs.dynatrace.com, "Token prefixes": the public part has 24 characters, the secret 64. Scopes: the same page.

/** Dynatrace: metrics, logs and traces. */
export const dynatrace: Provider = providerOf({
  id: 'dynatrace',
  name: 'Dynatrace',
  formats: [
    form('access token', 'dt0c01.', /^dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64}$/i, {
      says: 'one environment; the text does not tell its scopes',
      source: "gitleaks' rule table",
    }),
    form('SCIM token', 'dt0s01.', /^dt0s01\.[A-Z0-9]{24}\.[A-Z0-9]{64}$/i, {
      breadth: 'organisation',
      access: 'admin',
      suffix: 'scim',
      says: 'it adds and removes the users and groups of the account',
      source: 'docs.dynatrace.com, "Token prefixes"',
    }),
    form('OAuth client secret', 'dt0s02.', /^dt0s02\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}$/i, {
      carried: 'never',
      says: 'it is exchanged for access tokens; the text does not tell their scopes',
      source: 'docs.dynatrace.com, "Token prefixes"',
    }),
    form('platform token', 'dt0s16.', /^dt0s16\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}$/i, {
      env: 'DT_PLATFORM_TOKEN',
      says: 'within the rights of its user; the text does not tell its scopes',
      source: 'docs.dynatrace.com, "Platform tokens"',
    }),
  ],
  // Every environment has a host of its own.
  destinations: [],
  env: ['DT_API_TOKEN', 'DYNATRACE_API_TOKEN', 'DT_PLATFORM_TOKEN', 'DYNATRACE_PLATFORM_TOKEN'],
  carriers: [header('Authorization', 'Api-Token'), BEARER],
  scopes: new Map([
    ...grant('apiTokens.write tokens.write TenantTokenManagement tenantTokenRotation.write', {
      access: 'admin',
      breadth: 'account',
      says: 'make other tokens, with any scope',
    }),
    ...grant('DataExport LogExport InstallerDownload activeGates.read', { access: 'read' }),
    ...grant(
      'DataImport CaptureRequestData ExternalSyntheticIntegration logs.ingest metrics.ingest events.ingest openTelemetryTrace.ingest',
      {
        access: 'write',
      },
    ),
  ]),
  baseUrlEnv: 'DYNATRACE_ENV_URL',
  narrower: 'https://docs.dynatrace.com/docs/shortlink/token',
})
