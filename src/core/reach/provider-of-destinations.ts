import { readDestination } from '../token/destination.ts'
import type { Provider } from '../token/provider.ts'

/**
 * The one provider whose own hosts a token is for; null when there is none, or more than one.
 *
 * Many tokens have no form that tells whose they are, but their owner has said where they may go.
 *
 * @param destinations Canonical ones of the token.
 */
export function providerOfDestinations(
  providers: readonly Provider[],
  destinations: readonly string[],
): Provider | null {
  const hosts = destinations.map(hostOf)
  const [found = null, ...more] = providers.filter((provider) =>
    provider.destinations.map(hostOf).some((own) => hosts.some((host) => isAt(own, host))),
  )
  return more.length === 0 ? found : null
}

/** True when a host is the provider's, or a customer's own below it: `*.atlassian.net`. */
const isAt = (own: string, host: string): boolean =>
  own === host || (own.startsWith('*.') && host.slice(host.indexOf('.') + 1) === own.slice(2))

const hostOf = (destination: string): string => readDestination(destination).host
