import type { Contents } from '../token/contents.ts'
import type { Resource } from '../token/reach.ts'
import { foreignText } from './foreign-text.ts'
import { ownDestination } from './own-destination.ts'

/** Policies that each namespace or hub has from the start, and that may do everything in it; Azure compares names without case. */
const MANAGES: ReadonlySet<string> = new Set(['rootmanagesharedaccesskey', 'iothubowner'])

/**
 * Reads a connection string of Azure: its host, what it is for there, and whether its policy manages everything; never its key.
 *
 * Sources: learn.microsoft.com, "Get a Service Bus connection string", "Control access to IoT Hub", "Configure Azure Storage
 * connection strings", "Secure access to data in Azure Cosmos DB".
 */
export function readAzureConnection(text: string): Contents {
  const fields = fieldsOf(text)
  const host = hostOf(fields)
  const policy = fields.get('sharedaccesskeyname')
  const manages = MANAGES.has(policy?.toLowerCase() ?? '')
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

/** By their names in lower case, as Azure's own libraries take any. */
const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').map((field) => {
      const at = field.indexOf('=')
      return [field.slice(0, at).toLowerCase(), field.slice(at + 1)]
    }),
  )

function hostOf(fields: ReadonlyMap<string, string>): string | null {
  const account = fields.get('accountname')
  const address =
    fields.get('endpoint')?.replace(/^sb:/, 'https:') ??
    fields.get('accountendpoint') ??
    (fields.has('hostname') ? `https://${fields.get('hostname')}` : undefined) ??
    (account === undefined
      ? undefined
      : `https://${account}.blob.${fields.get('endpointsuffix') ?? 'core.windows.net'}`)
  return address === undefined ? null : ownDestination(address)
}

/** One queue, hub or device, where it names one. */
function resourcesOf(fields: ReadonlyMap<string, string>, host: string): Resource[] {
  const entity = foreignText(fields.get('entitypath'))
  const device = foreignText(fields.get('deviceid'))
  return [
    ...(entity === null ? [] : [{ kind: 'entity', name: `${host}/${entity}` }]),
    ...(device === null ? [] : [{ kind: 'device', name: `${host}/${device}` }]),
  ]
}
