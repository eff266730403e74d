import { readOnePassword } from '../identify/read-one-password.ts'
import { BASIC, BEARER, form, header, type Row } from './row.ts'

/** What keeps other secrets, one row each. */
export const SECRET_STORES: readonly Row[] = [
  {
    // developer.hashicorp.com/vault/docs/concepts/tokens: prefixes since 1.10, and the ones before. Tokens of a
    // namespace end in a dot and its id: developer.hashicorp.com/vault/docs/enterprise/namespaces.
    id: 'vault',
    name: 'HashiCorp Vault',
    formats: [
      form('service token', 'hvs.', /^hvs\.[\w-]{24,500}(?:\.\w{4,8})?$/, { says: 'what its policies allow' }),
      form('batch token', 'hvb.', /^hvb\.[\w-]{24,1000}(?:\.\w{4,8})?$/, {
        says: 'what its policies allow',
        shortLived: true,
      }),
      form('recovery token', 'hvr.', /^hvr\.[\w-]{24,500}$/, {
        breadth: 'account',
        access: 'admin',
        suffix: 'recovery',
        says: 'it changes the storage of a server in recovery mode',
      }),
      form('legacy service token', 's.', /^s\.[A-Za-z0-9]{24}(?:\.\w{4,8})?$/, { says: 'what its policies allow' }),
      form('legacy batch token', 'b.', /^b\.[\w-]{80,1000}$/, { says: 'what its policies allow', shortLived: true }),
    ],
    // Every server has a host of its own.
    destinations: [],
    env: ['VAULT_TOKEN'],
    carriers: [header('X-Vault-Token'), BEARER],
    scopes: new Map([
      ['root', { access: 'admin', atLeast: 'account', says: 'do everything in the whole server' }],
      // It may look up and renew itself, and no more.
      ['default', { access: 'read' }],
    ]),
    baseUrlEnv: 'VAULT_ADDR',
    narrower: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  },
  {
    // docs.doppler.com/reference/auth-token-formats and /reference/api, "Authentication".
    id: 'doppler',
    name: 'Doppler',
    formats: [
      form('personal token', 'dp.pt.', /^dp\.pt\.[A-Za-z0-9]{40,44}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'personal',
        says: 'it reads and changes every secret that its user may',
      }),
      form('CLI token', 'dp.ct.', /^dp\.ct\.[A-Za-z0-9]{40,44}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'cli',
        says: 'it reads and changes every secret that its user may',
      }),
      form('service token', 'dp.st.', /^dp\.st\.(?:[a-z0-9._-]{2,35}\.)?[A-Za-z0-9]{40,44}$/, {
        breadth: 'resource',
        says: 'one configuration of one project; the text does not tell whether it writes',
      }),
      form('service account token', 'dp.sa.', /^dp\.sa\.[A-Za-z0-9]{40,44}$/, {
        suffix: 'service-account',
        says: 'what its service account was given in one workplace',
      }),
      form('service account identity token', 'dp.said.', /^dp\.said\.[A-Za-z0-9]{40,44}$/, {
        shortLived: true,
        suffix: 'service-account',
        says: 'what its service account was given in one workplace, for a short time',
      }),
      form('SCIM token', 'dp.scim.', /^dp\.scim\.[A-Za-z0-9]{40,44}$/, {
        breadth: 'organisation',
        access: 'admin',
        suffix: 'scim',
        says: 'it adds and removes the users and groups of the workplace',
      }),
      form('audit token', 'dp.audit.', /^dp\.audit\.[A-Za-z0-9]{40,44}$/, {
        breadth: 'organisation',
        access: 'read',
        suffix: 'audit',
        says: 'it reads users, groups and logs of the workplace, and no secret',
      }),
    ],
    destinations: ['api.doppler.com'],
    env: ['DOPPLER_TOKEN'],
    carriers: [BEARER, BASIC],
    scopes: new Map([
      ['read/write', { access: 'write' }],
      ['collaborator', { access: 'write' }],
    ]),
    baseUrlEnv: 'DOPPLER_API_HOST',
    narrower: 'https://docs.doppler.com/docs/service-tokens',
    revoke: 'https://dashboard.doppler.com/workplace/tokens',
  },
  {
    id: '1password',
    name: '1Password',
    formats: [
      form('service account token', 'ops_ey', /^ops_eyJ[A-Za-z0-9+/_-]{250,4000}={0,3}$/, {
        read: readOnePassword,
        carried: 'never',
        says: 'the vaults that its service account was given, and the rights it was given there',
        source: "gitleaks' rule table",
      }),
      form(
        'secret key',
        'A3-',
        /^A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}$/,
        {
          env: 'OP_SECRET_KEY',
          carried: 'never',
          suffix: 'secret-key',
          says: 'with the password of its account it opens every vault of a person',
          source: "gitleaks' rule table",
        },
      ),
    ],
    destinations: [],
    env: ['OP_SERVICE_ACCOUNT_TOKEN', 'OP_SECRET_KEY'],
    // Permissions of a vault: developer.1password.com/docs/service-accounts/manage-service-accounts.
    scopes: new Map([['share_items', { access: 'write' }]]),
    carriers: [],
    // Its tools derive keys from it; it is never sent.
    carried: 'never',
    narrower: 'https://developer.1password.com/docs/service-accounts/',
  },
  {
    // infisical.com/docs/documentation/platform/token: an access token, and after the last dot a key that is never sent.
    id: 'infisical',
    name: 'Infisical',
    formats: [
      form('service token', 'st.', /^st\.[a-f0-9-]{24,36}\.[a-f0-9]{32}\.[a-f0-9]{32}$/, {
        breadth: 'several',
        says: 'chosen environments and paths of one project; the text does not tell which, nor whether it writes',
      }),
    ],
    destinations: ['app.infisical.com', 'us.infisical.com', 'eu.infisical.com'],
    env: ['INFISICAL_TOKEN'],
    baseUrlEnv: 'INFISICAL_API_URL',
    narrower: 'https://infisical.com/docs/documentation/platform/identities/machine-identities',
  },
]
