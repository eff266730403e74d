import { BulkheadError } from '../errors.ts'
import { isFramingCarrier } from './carrier.ts'
import { type Destination, formatDestination, readDestination } from './destination-grammar.ts'
import { isAddress, isLoopback } from './host.ts'
import { isMetadata } from './host-metadata.ts'
import { isRegistrySuffix, isSharedParent } from './host-suffix.ts'

export { type Destination, formatDestination, readDestination } from './destination-grammar.ts'
export { covers, matchesDestination, type RequestTarget } from './destination-match.ts'

// Addresses of no single machine: this network, multicast, reserved, broadcast (RFC 6890); and their IPv6 kin.
const NOWHERE = /^(?:0|22[4-9]|23\d|24\d|25[0-5])\.|^\[(?:::\]$|ff)/

// CONNECT opens a tunnel and TRACE sends the token back: neither is a request that a token is for.
const REFUSED_METHODS: readonly string[] = ['CONNECT', 'TRACE']

/**
 * Reads `[METHODS ]HOST[:PORT][/PATH][ via CARRIER]` and asks the policy.
 *
 * Loads the public suffix list: code that must start fast reads known text with `readDestination`.
 *
 * @throws {BulkheadError} `destination-invalid` for a fault of grammar, `destination-refused` for what no token may be sent to.
 */
export function parseDestination(text: string): Destination {
  const destination = readDestination(text)
  const reason = refusal(destination)
  if (reason === null) return destination
  throw new BulkheadError(
    'destination-refused',
    `no token may be sent to ${formatDestination(destination)}: ${reason}`,
    {
      hint: 'name the one host that the token is for, such as api.github.com',
    },
  )
}

function refusal({ scheme, host, methods, carrier }: Destination): string | null {
  if (host === '*') return 'it is every host'
  if (isMetadata(host)) return 'it hands out the credentials of the machine itself'
  if (NOWHERE.test(host)) return 'it is the address of no single machine'
  if (host.startsWith('*.') && isSharedParent(host.slice(2))) return 'anybody can have a host there'
  if (!isAddress(host) && isRegistrySuffix(host)) return 'it is a registry, not a host'
  if (scheme === 'http' && !isLoopback(host))
    return 'http carries the token in clear; only this machine may be reached by it'
  if (methods?.some((method) => REFUSED_METHODS.includes(method))) return 'CONNECT and TRACE carry no token'
  if (carrier && isFramingCarrier(carrier)) return 'that header belongs to the connection'
  return null
}
