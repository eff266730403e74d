import { destinationHost } from '../token/destination-host.ts'
import type { Domain, DomainKind } from '../token/domain.ts'
import type { Resource } from '../token/reach.ts'
import type { Placement } from '../token/rule.ts'
import { isWildcard, WIDE_KINDS } from './wide-kinds.ts'

// Kinds of which one is, by its name, what a domain of that kind is about.
const COMPARABLE: Readonly<Record<DomainKind, ReadonlySet<string>>> = {
  project: new Set('repository repo project package crate gem image app application site worker'.split(' ')),
  service: new Set('service app application function worker site'.split(' ')),
  dataset: new Set('dataset database db schema table collection bucket index base'.split(' ')),
}

// A number or a UUID is no name: it cannot be told from it what it belongs to.
const ID = /^(?:\d+|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})$/i

const NOTHING: Placement = { inside: [], outside: [], unrelated: null }

/**
 * Sorts resources by whether they belong to a domain.
 *
 * A domain says what it is about by its name, and by destinations whose path or host names a resource. What is meant exactly
 * decides; where nothing is, a name that contains the domain's (`acme-web` for `web`) does. Where the domain names none of
 * several that are of its kind, all are outside; one alone may be called otherwise, and is only told.
 */
export function placeResources(
  resources: readonly Resource[],
  domain: Domain | null,
  destinations: readonly string[],
): Placement {
  if (resources.length === 0) return NOTHING
  const single = resources.filter(({ kind, name }) => !WIDE_KINDS.has(kind) && !isWildcard(name))
  if (domain === null || single.length === 0) return { ...NOTHING, inside: single }
  const belongs = [isNamed(domain, destinations), resembles(domain)].find((belongs) => single.some(belongs))
  return belongs === undefined ? unnamed(single, domain, destinations) : split(single, belongs)
}

const split = (resources: readonly Resource[], belongs: (resource: Resource) => boolean): Placement => ({
  inside: resources.filter(belongs),
  outside: resources.filter((resource) => !belongs(resource)),
  unrelated: null,
})

/** Where the domain names none of them. */
function unnamed(resources: readonly Resource[], domain: Domain, destinations: readonly string[]): Placement {
  const isComparable = ({ kind, name }: Resource): boolean => COMPARABLE[domain.kind].has(kind) && !ID.test(name)
  const comparable = resources.filter(isComparable)
  const isOutside = (resource: Resource): boolean =>
    // The one boundary that has the same name on both sides: another dataset is another customer's.
    (domain.kind === 'dataset' && resource.kind === 'dataset') ||
    hasSibling(resource, destinations) ||
    (comparable.length > 1 && isComparable(resource))
  const placed = split(resources, (resource) => !isOutside(resource))
  return { ...placed, unrelated: placed.outside.length > 0 ? null : (comparable[0] ?? null) }
}

const isNamed = (domain: Domain, destinations: readonly string[]) => {
  const hosts = new Set(destinations.map(destinationHost))
  return ({ kind, name }: Resource): boolean =>
    words(lastPart(name)) === words(domain.name) ||
    words(name) === words(domain.name) ||
    destinations.some((destination) => destination.includes(`/${name}/`) || destination.endsWith(`/${name}`)) ||
    (kind === 'audience' && hosts.has(URL.parse(name)?.hostname ?? name))
}

const resembles =
  (domain: Domain) =>
  ({ name }: Resource): boolean =>
    `-${words(name)}-`.includes(`-${words(domain.name)}-`)

/** True when a destination names another resource of the same owner: `/repos/acme/web/**` beside `acme/api`. */
function hasSibling({ name }: Resource, destinations: readonly string[]): boolean {
  const slash = name.lastIndexOf('/')
  if (slash < 1) return false
  const owner = `/${name.slice(0, slash + 1)}`
  return destinations.some((destination) => {
    const at = destination.indexOf(owner)
    const next = at < 0 ? '*' : (destination.slice(at + owner.length).split(/[/ ]/, 1)[0] ?? '*')
    return next !== '' && !next.includes('*')
  })
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

// `Acme/Web_App` and `acme.web-app` are read alike.
const words = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
