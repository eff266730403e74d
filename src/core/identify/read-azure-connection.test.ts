import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
import { inspect } from '../reach/inspect.ts'
import { sampleSecret } from './testing/sample-secret.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const look = (text: string) => inspect(sampleSecret({ text }), PROVIDERS, NOW)

const BUS = 'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName='

describe('a connection string of Azure', () => {
  it.each([
    [
      `${BUS}RootManageSharedAccessKey;SharedAccessKey={base62:43}=`,
      { kind: 'Service Bus connection string', verdict: 'god', destinations: ['acme.servicebus.windows.net'] },
    ],
    [
      `${BUS}send;SharedAccessKey={base62:43}=;EntityPath=orders`,
      { kind: 'Service Bus connection string', verdict: 'unknown', destinations: ['acme.servicebus.windows.net'] },
    ],
    [
      'AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey={base62:86}==;',
      { kind: 'Cosmos DB connection string', verdict: 'wide', destinations: ['acme.documents.azure.com'] },
    ],
    [
      'HostName=acme.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey={base62:43}=',
      { kind: 'IoT Hub connection string', verdict: 'god', destinations: ['acme.azure-devices.net'] },
    ],
    [
      'HostName=acme.azure-devices.net;sharedaccesskeyname=IotHubOwner;SharedAccessKey={base62:43}=',
      { kind: 'IoT Hub connection string', verdict: 'god', destinations: ['acme.azure-devices.net'] },
    ],
    [
      'HostName=acme.azure-devices.net;DeviceId=lamp-7;SharedAccessKey={base62:43}=',
      { kind: 'IoT Hub connection string', verdict: 'unknown', destinations: ['acme.azure-devices.net'] },
    ],
    [
      'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={base62:86}==;EndpointSuffix=core.windows.net',
      { kind: 'storage connection string', verdict: 'god', destinations: ['acme.blob.core.windows.net'] },
    ],
  ])('%s is read', (text, expected) => {
    expect(look(text)).toMatchObject({ provider: 'azure', ...expected })
  })

  it('names what it is for, and never its key', () => {
    const { reach } = look(`${BUS}send;SharedAccessKey={base62:43}=;EntityPath=orders`)
    expect(reach.resources).toEqual([{ kind: 'entity', name: 'acme.servicebus.windows.net/orders' }])
    expect(JSON.stringify(reach)).not.toContain(sampleSecret({ text: '{base62:43}' }))
  })

  it.each([
    `${BUS}x;SharedAccessKey={base62:43}=;EntityPath=${'a'.repeat(5_000)}`,
    `Endpoint=sb://169.254.169.254/;SharedAccessKeyName=x;SharedAccessKey={base62:43}=`,
    `Endpoint=sb://user@evil.example/;SharedAccessKeyName=x;SharedAccessKey={base62:43}=`,
    `HostName=acme.azure-devices.net;SharedAccessKey=`,
  ])('%s suggests no host that it should not', (text) => {
    const { verdict, destinations } = look(text)
    expect(verdict).not.toBe('scoped')
    expect(destinations).toEqual([])
  })
})

describe('a key file of Google', () => {
  it('is one in whatever order its fields stand', () => {
    const file = {
      auth_uri: 'https://accounts.google.com/o/oauth2/auth',
      client_email: 'ci@acme-web.iam.gserviceaccount.com',
      private_key: '-----BEGIN PRIVATE KEY-----\\n',
      project_id: 'acme-web',
      type: 'service_account',
    }
    const { kind, reach } = look(JSON.stringify(file, null, 2))
    expect(kind).toBe('service account key')
    expect(reach.resources).toContainEqual({ kind: 'project', name: 'acme-web' })
  })
})
