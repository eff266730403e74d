import { BASIC, BEARER, form, header, type Row } from './row.ts'

/** What keeps or is a key to other things, one row each. */
export const SECRET_STORES: readonly Row[] = [
  {
    id: 'vault',
    name: 'HashiCorp Vault',
    formats: [
      form('service token', 'hvs.', /^hvs\.[\w-]{24,500}$/, { says: 'what its policies allow' }),
      form('batch token', 'hvb.', /^hvb\.[\w-]{24,500}$/, { says: 'what its policies allow', shortLived: true }),
      form('legacy service token', 's.', /^s\.[A-Za-z0-9]{24}$/, { says: 'what its policies allow' }),
    ],
    destinations: [],
    env: ['VAULT_TOKEN'],
    carriers: [header('X-Vault-Token'), BEARER],
    baseUrlEnv: 'VAULT_ADDR',
    narrower: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  },
  {
    id: 'doppler',
    name: 'Doppler',
    formats: [
      form('personal token', 'dp.pt.', /^dp\.pt\.[A-Za-z0-9]{40,44}$/, {
        breadth: 'account',
        says: 'it reads and changes every secret that its user may',
      }),
      form('service token', 'dp.st.', /^dp\.st\.(?:[a-z0-9._-]{2,35}\.)?[A-Za-z0-9]{40,44}$/, {
        breadth: 'resource',
        says: 'one configuration of one project',
      }),
    ],
    destinations: ['api.doppler.com'],
    env: ['DOPPLER_TOKEN'],
    carriers: [BEARER, BASIC],
    narrower: 'https://docs.doppler.com/docs/service-tokens',
  },
  {
    id: '1password',
    name: '1Password',
    formats: [
      form('service account token', 'ops_ey', /^ops_eyJ[A-Za-z0-9+/_-]{250,4000}={0,3}$/, {
        carried: 'never',
        says: 'the vaults that its service account was given',
      }),
    ],
    destinations: [],
    env: ['OP_SERVICE_ACCOUNT_TOKEN'],
    carriers: [],
    carried: 'never',
    narrower: 'https://developer.1password.com/docs/service-accounts/',
  },
  {
    id: 'pem',
    name: 'PEM',
    formats: [
      form('private key', '-----BEGIN ', /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/, {
        says: 'what it opens is set where its public half lies',
      }),
    ],
    destinations: [],
    env: [],
    carriers: [],
    carried: 'never',
    narrower: 'https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html',
  },
]
