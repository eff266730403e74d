import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
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

  it.each(PROVIDERS)('are all at home with $id', (provider) => {
    expect(foreignDestinations(provider.destinations, provider)).toEqual([])
  })
})
