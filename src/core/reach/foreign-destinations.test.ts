import { describe, expect, it } from 'vitest'
import { PROVIDERS, providerById } from '../providers/providers.ts'
import { destinationHost } from '../token/destination-host.ts'
import { isRegistrySuffix } from '../token/host-suffix.ts'
import { foreignDestinations, parentOf } from './foreign-destinations.ts'

const HOSTS = PROVIDERS.filter(({ selfManaged }) => !selfManaged).flatMap(({ id, destinations }) =>
  destinations.map((destination) => [id, destinationHost(destination)] as const),
)

describe('the hosts of a provider', () => {
  it.each(HOSTS)('of %s do not make a whole registry its own: %s', (_, host) => {
    expect(isRegistrySuffix(parentOf(host))).toBe(false)
  })

  it.each([
    ['supabase', 'abcdefghijklmnop.supabase.co'],
    ['azure', 'acme.blob.core.windows.net'],
    ['azure', 'acme.servicebus.windows.net'],
    ['azure', 'acme.documents.azure.com'],
    ['huggingface', 'xyz.us-east-1.aws.endpoints.huggingface.cloud'],
    ['square', 'connect.squareupsandbox.com'],
    ['atlassian', 'api.bitbucket.org'],
    ['sentry', 'sentry.acme.example'],
    ['aws', 'bedrock-runtime.sa-east-1.amazonaws.com'],
    ['slack', 'hooks.slack.com'],
    ['mailchimp', 'mandrillapp.com'],
  ])('of %s are also where it gives its customers one: %s', (id, host) => {
    const provider = providerById(id)
    expect(provider && foreignDestinations([host], provider)).toEqual([])
  })

  it.each([
    ['supabase', 'supabase.co.example'],
    ['azure', 'evilwindows.net'],
    ['stripe', 'api.stripe.example'],
  ])('of %s are not those that only look so: %s', (id, host) => {
    const provider = providerById(id)
    expect(provider && foreignDestinations([host], provider)).toEqual([host])
  })

  it.each(PROVIDERS)('are all at home with $id', (provider) => {
    expect(foreignDestinations(provider.destinations, provider)).toEqual([])
  })
})
