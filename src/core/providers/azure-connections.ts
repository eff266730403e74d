import { readAzureConnection } from '../identify/read-azure-connection.ts'
import type { Format } from '../token/provider.ts'

// A connection string is an address with a key in it; the key signs, so that no carrier can name it.
const connection = (
  kind: string,
  pattern: RegExp,
  says: string,
  more: Partial<Format> & { prefix: string },
): Format => ({
  kind,
  pattern,
  says,
  carried: 'never',
  read: readAzureConnection,
  destinations: [],
  ...more,
})

/** Connection strings of Azure's services: learn.microsoft.com, the page of each on connection strings. */
export const AZURE_CONNECTIONS: readonly Format[] = [
  connection(
    'Service Bus connection string',
    /^Endpoint=sb:\/\/[a-z0-9.-]{1,250}\/?;SharedAccessKeyName=[^\s;]{1,260};SharedAccessKey=[A-Za-z0-9+/]{43}=(?:;EntityPath=[^\s;]{1,260})?;?$/,
    'a policy of one namespace, of Service Bus, Event Hubs or Relay',
    { prefix: 'Endpoint=sb://', env: 'SERVICEBUS_CONNECTION_STRING', suffix: 'bus' },
  ),
  connection(
    'Cosmos DB connection string',
    /^AccountEndpoint=https:\/\/[a-z0-9.-]{1,250}(?::\d{1,5})?\/?;AccountKey=[A-Za-z0-9+/]{86}==;?$/,
    'all data of one account; the text does not tell whether it only reads',
    {
      prefix: 'AccountEndpoint=https://',
      env: 'COSMOS_CONNECTION_STRING',
      breadth: 'account',
      suffix: 'cosmos',
    },
  ),
  connection(
    'IoT Hub connection string',
    /^HostName=[a-z0-9.-]{1,250};(?:SharedAccessKeyName|DeviceId)=[^\s;]{1,260};(?:ModuleId=[^\s;]{1,260};)?SharedAccessKey=[A-Za-z0-9+/]{43}=$/i,
    'a policy of one hub, or one device',
    { prefix: 'HostName=', env: 'IOTHUB_CONNECTION_STRING', suffix: 'iot' },
  ),
  connection(
    'storage connection string',
    /^DefaultEndpointsProtocol=https?;(?:[^\s;]{1,300};){0,6}AccountKey=[A-Za-z0-9+/]{86}==(?:;[^\s;]{1,300}){0,6};?$/,
    'it holds a storage account key, which does everything with the account',
    {
      prefix: 'DefaultEndpointsProtocol=',
      env: 'AZURE_STORAGE_CONNECTION_STRING',
      breadth: 'account',
      access: 'admin',
      master: true,
      suffix: 'storage',
      source: 'learn.microsoft.com, "Configure Azure Storage connection strings"',
    },
  ),
]
