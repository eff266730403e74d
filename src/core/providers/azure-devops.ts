import type { Provider, ScopeFact } from '../token/provider.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Form: learn.microsoft.com, "Use personal access tokens", PAT format: 84 characters, `AZDO` before the last four. Older ones of 52
// characters have no mark, and stay unknown. Scopes: learn.microsoft.com, "Authorize access to REST APIs with OAuth 2.0".

// A scope holds for every project that the user reaches; none can be limited to one.
const READS: ScopeFact = { access: 'read', atLeast: 'organisation' }
const WRITES: ScopeFact = { access: 'write', atLeast: 'organisation' }
const ADMINISTERS: ScopeFact = { access: 'admin', atLeast: 'organisation' }

const vso = (names: string): string =>
  names
    .split(/\s+/)
    .map((name) => `vso.${name}`)
    .join(' ')

export const azureDevops: Provider = {
  id: 'azuredevops',
  name: 'Azure DevOps',
  formats: [
    {
      kind: 'personal access token',
      prefix: '',
      pattern: /^[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}$/,
      says: 'it acts as its user in one organisation or in all of theirs; the text tells neither which nor its scopes',
      source: 'learn.microsoft.com, "Use personal access tokens"',
    },
  ],
  destinations: ['dev.azure.com', 'vssps.dev.azure.com', 'pkgs.dev.azure.com', '*.visualstudio.com'],
  env: ['AZURE_DEVOPS_EXT_PAT', 'AZDO_PERSONAL_ACCESS_TOKEN', 'SYSTEM_ACCESSTOKEN'],
  carriers: [BASIC, BEARER],
  carried: 'requests',
  scopes: new Map([
    ...grant('app_token user_impersonation', {
      access: 'admin',
      atLeast: 'organisation',
      says: 'do everything that its user may',
    }),
    ...grant(
      vso(
        `analytics auditlog build code connected_server dashboards entitlements extension extension.data gallery graph identity
         loadtest machinegroup notification packaging pipelineresources profile project release securefiles serviceendpoint
         symbols taskgroups test threads_full tokens variablegroups wiki work advsec environment agentpools`,
      ),
      READS,
    ),
    ...grant(
      vso(
        `build_execute code_write code_status dashboards_manage extension.data_write gallery_publish loadtest_write
         notification_write packaging_write pipelineresources_use profile_write release_execute symbols_write taskgroups_write
         test_write variablegroups_write wiki_write work_write advsec_write notification_diagnostics drop_write`,
      ),
      WRITES,
    ),
    ...grant(
      vso(
        `agentpools_manage auditstreams_manage code_full code_manage environment_manage extension_manage gallery_acquire
         gallery_manage identity_manage machinegroup_manage notification_manage packaging_manage pipelineresources_manage
         project_write release_manage securefiles_manage securefiles_write serviceendpoint_manage serviceendpoint_query
         symbols_manage taskgroups_manage variablegroups_manage work_full advsec_manage`,
      ),
      ADMINISTERS,
    ),
    ...grant(vso('project_manage security_manage'), {
      ...ADMINISTERS,
      says: 'create and delete projects, and change their rights',
    }),
    ...grant(vso('graph_manage memberentitlementmanagement_write tokenadministration tokens_manage'), {
      access: 'admin',
      atLeast: 'organisation',
      says: 'change who is in the organisation, or which tokens they have',
    }),
    ...grant(vso('memberentitlementmanagement'), { access: 'read', atLeast: 'organisation' }),
  ]),
  links: {
    narrower:
      'https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/authentication/service-principal-managed-identity',
    revoke:
      'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  },
}
