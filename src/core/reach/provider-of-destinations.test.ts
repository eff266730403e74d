import { describe, expect, it } from 'vitest'
import { providerOf } from '../providers/row.ts'
import { providerOfDestinations } from './provider-of-destinations.ts'

const provider = (id: string, destinations: readonly string[]) =>
  providerOf({ id, name: id, formats: [], destinations, env: [], narrower: 'https://example.com' })

const PROVIDERS = [
  provider('globex', ['api.globex.example', 'GET files.globex.example/public/**']),
  provider('initech', ['*.initech.example']),
  provider('mailbox', ['api.shared.example']),
  provider('ledger', ['api.shared.example']),
]

describe('the provider that destinations tell', () => {
  it.each([
    [['api.globex.example'], 'globex'],
    [['POST api.globex.example:8443/v1/** via X-Key'], 'globex'],
    [['proxy.example.com', 'files.globex.example'], 'globex'],
    [['acme.initech.example'], 'initech'],
    [['*.initech.example'], 'initech'],
    [['initech.example'], undefined],
    [['a.b.initech.example'], undefined],
    [['evilapi.globex.example'], undefined],
    [['api.globex.example.evil.example'], undefined],
    [['api.shared.example'], undefined],
    [['api.globex.example', 'acme.initech.example'], undefined],
    [['localhost:8443'], undefined],
    [[], undefined],
  ])('%j is %s', (destinations, expected) => {
    expect(providerOfDestinations(PROVIDERS, destinations)?.id).toBe(expected)
  })
})
