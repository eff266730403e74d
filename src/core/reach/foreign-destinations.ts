import { destinationHost } from '../token/destination-host.ts'
import type { Provider } from '../token/provider.ts'

/**
 * The destinations that are no host of the provider: neither one it names, nor a neighbour under the same parent, nor one of a
 * site where it gives its customers hosts.
 *
 * None for a provider that names no host of its own, or that others run on hosts of theirs.
 */
export function foreignDestinations(destinations: readonly string[], provider: Provider): readonly string[] {
  if (provider.selfManaged || provider.destinations.length === 0) return []
  const parents = parentsOf(provider)
  return destinations.filter((destination) => {
    const host = destinationHost(destination)
    return !parents.some((parent) => host === parent || host.endsWith(`.${parent}`))
  })
}

const known = new WeakMap<Provider, readonly string[]>()

function parentsOf(provider: Provider): readonly string[] {
  const parents = known.get(provider) ?? ownParents(provider)
  known.set(provider, parents)
  return parents
}

function ownParents({ destinations, formats, sites = [] }: Provider): readonly string[] {
  const own = [...destinations, ...formats.flatMap((format) => format.destinations ?? [])]
  return [...new Set([...own.map(destinationHost).map(parentOf), ...sites])]
}

/** `github.com` for `api.github.com` and for itself: the first label goes where two remain. */
export const parentOf = (host: string): string =>
  host.split('.').length > 2 ? host.slice(host.indexOf('.') + 1) : host
