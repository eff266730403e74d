import { hasGrafanaChecksum, readGrafanaCloud, readGrafanaKey } from '../identify/read-grafana.ts'
import type { Provider } from '../token/provider.ts'
import { BASIC, BEARER, form, grant, providerOf } from './row.ts'

// Forms: gitleaks' rule table; checksum: github.com/grafana/grafana, pkg/components/satokengen. Roles: grafana.com/docs, "Roles and
// permissions"; scopes of cloud access policies: grafana.com/docs/grafana-cloud, "Access policies", read by their words.

/** Grafana: dashboards, and Grafana Cloud. */
export const grafana: Provider = providerOf({
  id: 'grafana',
  name: 'Grafana',
  formats: [
    form('service account token', 'glsa_', /^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/, {
      checksum: hasGrafanaChecksum,
      says: 'the role of its service account, which the text does not tell',
      source: "gitleaks' rule table",
    }),
    form('cloud access policy token', 'glc_', /^glc_[A-Za-z0-9+/]{32,400}={0,3}$/, {
      env: 'GRAFANA_CLOUD_ACCESS_POLICY_TOKEN',
      read: readGrafanaCloud,
      says: 'what its access policy allows, which the text does not tell',
      source: "gitleaks' rule table",
    }),
    form('legacy API key', 'eyJrIjoi', /^eyJrIjoi[A-Za-z0-9+/]{60,400}={0,3}$/, {
      read: readGrafanaKey,
      says: 'a role in one organisation, which the text does not tell',
      source: "gitleaks' rule table",
    }),
  ],
  // Every stack and every server has a host of its own.
  destinations: [],
  env: [
    'GRAFANA_AUTH',
    'GRAFANA_TOKEN',
    'GRAFANA_SERVICE_ACCOUNT_TOKEN',
    'GRAFANA_API_KEY',
    'GRAFANA_CLOUD_ACCESS_POLICY_TOKEN',
  ],
  carriers: [BEARER, BASIC],
  scopes: new Map([
    ['Viewer', { access: 'read', breadth: 'organisation' }],
    ['Editor', { access: 'write', breadth: 'organisation', says: 'change every dashboard of the organisation' }],
    ['Admin', { access: 'admin', atLeast: 'organisation', says: 'administer the organisation' }],
    ['Grafana Admin', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
    ['Server Admin', { access: 'admin', atLeast: 'account', says: 'administer the whole server' }],
    ...grant('accesspolicies:write accesspolicies:delete', {
      access: 'admin',
      atLeast: 'organisation',
      says: 'make tokens with any scope',
    }),
    ...grant('stacks:write stacks:delete stack-service-accounts:write', {
      access: 'admin',
      atLeast: 'organisation',
      says: 'make, administer and delete whole stacks',
    }),
    ['datasources:query', { access: 'read' }],
    ...grant('stacks:read orgs:read accesspolicies:read', { access: 'read', atLeast: 'organisation' }),
  ]),
  baseUrlEnv: 'GRAFANA_URL',
  narrower: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
})
