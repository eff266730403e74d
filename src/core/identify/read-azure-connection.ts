import type { Contents } from '../token/contents.ts'
import type { Resource } from '../token/reach.ts'
import { foreignText } from './foreign-text.ts'
import { ownDestination } from './own-destination.ts'

/** Names of the policies that each namespace or hub has from the start, and that may do everything in it. */
const MANAGES: ReadonlySet<string> = new Set(['RootManageSharedAccessKey', 'iothubowner'])

/**
 * Reads a connection string of Azure: its host, what it is for there, and whether its policy manages everything; never its key.
 *
 * Sources: learn.microsoft.com, "Get a Service Bus connection string", "Control access to IoT Hub", "Configure Azure Storage
 * connection strings", "Secure access to data in Azure Cosmos DB".
 */
export function readAzureConnection(text: string): Contents {
  const fields = fieldsOf(text)
  const host = hostOf(fields)
  const policy = fields.get('SharedAccessKeyName')
  const manages = MANAGES.has(policy ?? '')
  return {
    source: 'format',
    says: [
      ...(host === null ? [] : [`it is for ${host}`]),
      ...(manages ? [`its policy ${policy} manages everything there`] : []),
    ],
    ...(manages ? { breadth: 'account', access: 'admin' } : {}),
    resources: host === null ? [] : resourcesOf(fields, host),
    ...(host === null ? {} : { destinations: [host] }),
  }
}

const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').map((field) => {
      const at = field.indexOf('=')
      return [field.slice(0, at), field.slice(at + 1)]
    }),
  )

function hostOf(fields: ReadonlyMap<string, string>): string | null {
  const account = fields.get('AccountName')
  const address =
    fields.get('Endpoint')?.replace(/^sb:/, 'https:') ??
    fields.get('AccountEndpoint') ??
    (fields.has('HostName') ? `https://${fields.get('HostName')}` : undefined) ??
    (account === undefined
      ? undefined
      : `https://${account}.blob.${fields.get('EndpointSuffix') ?? 'core.windows.net'}`)
  return address === undefined ? null : ownDestination(address)
}

/** One queue, hub or device, where it names one. */
function resourcesOf(fields: ReadonlyMap<string, string>, host: string): Resource[] {
  const entity = foreignText(fields.get('EntityPath'))
  const device = foreignText(fields.get('DeviceId'))
  return [
    ...(entity === null ? [] : [{ kind: 'entity', name: `${host}/${entity}` }]),
    ...(device === null ? [] : [{ kind: 'device', name: `${host}/${device}` }]),
  ]
}
