import { readAzureSas } from '../identify/read-azure-sas.ts'
import type { Format, Provider } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { AZURE_CONNECTIONS } from './azure-connections.ts'
import { BASIC, header } from './row.ts'

// Forms: Microsoft's own patterns of identifiable keys, github.com/microsoft/security-utilities, also in the mask lists of
// Azure Pipelines' and GitHub's runners. What each key may do: learn.microsoft.com, the page that `source` names.

const BASE64 = '[A-Za-z0-9+/]'

/** A key of 64 bytes, with its service's signature in it. */
const long = (signature: string): RegExp => new RegExp(`^${BASE64}{76}${signature}${BASE64}{5}[AQgw]==$`)

/** A key of 32 bytes, with its service's signature in it. */
const short = (signature: string): RegExp => new RegExp(`^${BASE64}{33}${signature}[A-P]${BASE64}{5}=$`)

/** A key that signs requests, or is one of several parts of an address or a connection, so that no carrier can name it. */
const key = (kind: string, pattern: RegExp, says: string, more: Partial<Format> = {}): Format => ({
  kind,
  prefix: '',
  pattern,
  says,
  carried: 'never',
  // The host of a service has the name of its account in it, which a key does not tell.
  destinations: [],
  source: 'microsoft/security-utilities',
  ...more,
})

const MASTER = { breadth: 'account', access: 'admin', master: true } as const

const SIGNATURE = '[&?]sig=[\\w%+/-]{40,120}(?:=|%3[Dd]){0,2}(?:&[^\\s#]{0,1000})?$'

const RULES: readonly Rule[] = [
  {
    id: 'BH130',
    title: 'Can be taken back only by changing the account’s key',
    severity: 'note',
    when: 'its form is that of a shared access signature',
    test: ({ format }) => format?.kind === 'shared access signature',
    why: () =>
      'nobody keeps a list of the signatures made: one that leaked works until its end, or until the key is changed',
    remedy: () => ({
      text: 'make a user delegation signature for hours, or tie it to a stored access policy',
      url: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
    }),
    example: { kind: 'shared access signature' },
  },
]

export const azure: Provider = {
  id: 'azure',
  name: 'Azure',
  formats: [
    key(
      'client secret',
      /^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/,
      'an application proves with it who it is; what it may do is set in its tenant',
      {
        destinations: ['login.microsoftonline.com'],
        source: 'learn.microsoft.com, "Application and service principal objects"',
      },
    ),
    key(
      'storage account key',
      long('\\+ASt'),
      'it does everything with the storage account: read, write, delete, and sign for others',
      {
        env: 'AZURE_STORAGE_KEY',
        ...MASTER,
        suffix: 'storage',
        source: 'learn.microsoft.com, "Manage storage account access keys"',
      },
    ),
    key('Cosmos DB key', long('ACDb'), 'all data of one account; the text does not tell whether it only reads', {
      breadth: 'account',
      suffix: 'cosmos',
    }),
    key('Batch account key', long('\\+ABa'), 'it does everything with the batch account', {
      env: 'AZURE_BATCH_ACCESS_KEY',
      ...MASTER,
      suffix: 'batch',
    }),
    key('API Management key', long('APIM'), 'the text does not tell whether it manages or only calls', {
      carried: 'requests',
      suffix: 'apim',
    }),
    key('Machine Learning classic key', long('\\+AMC'), 'one web service', { breadth: 'resource', suffix: 'ml' }),
    key('Service Bus key', short('\\+ASb'), 'the text tells neither its queue nor whether it manages', {
      suffix: 'bus',
    }),
    key('Event Hubs key', short('\\+AEh'), 'the text tells neither its hub nor whether it manages', { suffix: 'hub' }),
    key('Relay key', short('\\+ARm'), 'the text tells neither its relay nor whether it manages', { suffix: 'relay' }),
    key(
      'IoT key',
      short('AIoT'),
      'the text does not tell whether it is of a hub, which it may administer, or of one device',
      {
        suffix: 'iot',
      },
    ),
    key('Functions key', /^[\w-]{44}AzFu[\w-]{5}[AQgw]==$/, 'it calls functions; the text does not tell which', {
      carried: 'requests',
      suffix: 'functions',
    }),
    key('Search key', /^[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}$/, 'the text does not tell whether it administers', {
      env: 'AZURE_SEARCH_API_KEY',
      carried: 'requests',
      suffix: 'search',
    }),
    key('container registry password', /^[A-Za-z0-9+/]{42}\+ACR[A-D][A-Za-z0-9+/]{5}$/, 'one registry', {
      breadth: 'account',
      carried: 'requests',
      suffix: 'registry',
    }),
    key('Redis key', /^[A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=$/, 'it does everything with one cache', {
      breadth: 'resource',
      access: 'admin',
      suffix: 'redis',
    }),
    ...AZURE_CONNECTIONS,
    key(
      'shared access signature',
      new RegExp(
        `^(?:https:\\/\\/[a-z0-9]{3,24}\\.(?:blob|dfs|file|queue|table)\\.core\\.windows\\.net\\/[^\\s?#]{0,1024}\\?|\\?)?(?=s[a-z]{1,3}=)[^\\s#]{10,1000}${SIGNATURE}`,
      ),
      'what its own fields say, of one storage account',
      {
        env: 'AZURE_STORAGE_SAS_TOKEN',
        read: readAzureSas,
        suffix: 'sas',
        source: 'learn.microsoft.com, "Grant limited access with shared access signatures"',
      },
    ),
  ],
  destinations: ['login.microsoftonline.com'],
  // Endpoints of each service: learn.microsoft.com, "Azure public cloud domains".
  sites: [
    'windows.net',
    'azure.com',
    'azure.net',
    'azurecr.io',
    'azure-api.net',
    'azure-devices.net',
    'azurewebsites.net',
  ],
  env: [
    'AZURE_CLIENT_SECRET',
    'ARM_CLIENT_SECRET',
    'AZURE_STORAGE_KEY',
    'AZURE_STORAGE_CONNECTION_STRING',
    'AZURE_STORAGE_SAS_TOKEN',
    'AZURE_BATCH_ACCESS_KEY',
    'AZURE_SEARCH_API_KEY',
    'SERVICEBUS_CONNECTION_STRING',
    'COSMOS_CONNECTION_STRING',
    'IOTHUB_CONNECTION_STRING',
  ],
  carriers: [header('Ocp-Apim-Subscription-Key'), header('x-functions-key'), header('api-key'), BASIC],
  // A client secret is sent in the body of a token request, which no carrier can name; other keys sign. Some are sent and say so.
  carried: 'never',
  rules: RULES,
  links: {
    narrower: 'https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation',
    revoke: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
  },
}
