import { type Destination, formatDestination } from '../../token/destination-grammar.ts'
import { covers } from '../../token/destination-match.ts'
import { coversPath } from '../../token/path-pattern.ts'
import { formOf, type LearnedRequest } from './learned.ts'
import { type Merging, mergePaths } from './merge-paths.ts'

/** What a person still reads. More are proposed only for a token that has as many already. */
const MOST = 12

const FAR_TOO_MANY = 20 * MOST

/** Hosts under one wildcard that are named one by one. */
const MOST_HOSTS = 4

/** From exact to coarse: the first that makes few enough is taken. The last keeps the paths that are there. */
const STEPS: readonly (Merging | null)[] = [
  { shallow: 12, deep: 4 },
  { shallow: 8, deep: 3 },
  { shallow: 4, deep: 2 },
  { shallow: 2, deep: 1 },
  { shallow: 1, deep: 1 },
  null,
]

/** What a token was used for, held against the destinations that it has. */
export interface Proposal {
  /** Smallest that cover what is inside; each lies in one of the present ones. None when nothing is inside. */
  readonly destinations: readonly Destination[]
  /** Requests that the present destinations take. */
  readonly inside: readonly LearnedRequest[]
  /** Those that they do not take any more. */
  readonly outside: readonly LearnedRequest[]
}

/**
 * The smallest destinations that take all that a token was used for, and nothing that its present ones do not take.
 *
 * A wildcard host is narrowed to the hosts that were used; a carrier stays as it is. The answer is in the order of the
 * present ones, the same for the same requests in any order, and no longer than `MOST`, unless more of those were used.
 */
export function proposeDestinations(present: readonly Destination[], requests: readonly LearnedRequest[]): Proposal {
  const uses = present.map((destination) => ({ destination, requests: [] as LearnedRequest[] }))
  const [inside, outside]: [LearnedRequest[], LearnedRequest[]] = [[], []]
  for (const request of requests) {
    const taking = onePerCarrier(uses.filter(({ destination }) => takes(destination, request)))
    for (const use of taking) use.requests.push(request)
    if (taking.length > 0) inside.push(request)
    else outside.push(request)
  }
  return { destinations: smallEnough(uses.filter((use) => use.requests.length > 0)), inside, outside }
}

/** True when a destination takes every request of a form. */
export const takes = (destination: Destination, request: LearnedRequest): boolean =>
  covers(destination, formOf(request, destination.carrier))

interface Use {
  readonly destination: Destination
  readonly requests: readonly LearnedRequest[]
}

/** The record does not say how a request held its token: it goes on being taken in each way in which it was. */
function onePerCarrier<T extends Use>(uses: readonly T[]): T[] {
  const seen = new Set<string>()
  return uses.filter(({ destination: { carrier } }) => {
    const key = JSON.stringify(carrier)
    return !seen.has(key) && seen.add(key)
  })
}

function smallEnough(uses: readonly Use[]): Destination[] {
  // A base URL means the first destination that is one host: a host of a wildcard must not come before it.
  const [wildcard, exact] = [uses.filter(isWildcard), uses.filter((use) => !isWildcard(use))]
  let best: Destination[] = []
  for (const step of STEPS) {
    const all = [...exact, ...wildcard].flatMap((use) => narrowed(use, step).toSorted(byText))
    // Of so many too many are left; to compare them all with each other would take long.
    if (all.length > FAR_TOO_MANY && step !== null) continue
    best = withoutCovered(all)
    if (best.length <= MOST) break
  }
  return best
}

const isWildcard = ({ destination }: Use): boolean => destination.host.startsWith('*.')

const byText = (one: Destination, other: Destination): number =>
  formatDestination(one) < formatDestination(other) ? -1 : 1

function narrowed({ destination, requests }: Use, merging: Merging | null): Destination[] {
  const byHost = Map.groupBy(requests, ({ host }) => host)
  if (byHost.size > MOST_HOSTS) return onHost(destination, requests, merging)
  return Array.from(byHost, ([host, some]) => onHost({ ...destination, host }, some, merging)).flat()
}

/** The destinations in the place of one, for requests that it takes: methods that go to one path are named together. */
function onHost(present: Destination, requests: readonly LearnedRequest[], merging: Merging | null): Destination[] {
  const methods = new Map<string | null, Set<string>>()
  for (const [method, some] of Map.groupBy(requests, ({ method }) => method)) {
    for (const path of pathsOf(present, some, merging)) {
      methods.set(path, (methods.get(path) ?? new Set()).add(method))
    }
  }
  return Array.from(methods, ([path, names]) => ({ ...present, path, methods: [...names].sort() }))
}

function pathsOf(
  { path }: Destination,
  requests: readonly LearnedRequest[],
  merging: Merging | null,
): (string | null)[] {
  if (merging === null) return [path]
  return mergePaths(
    requests.map((request) => request.path),
    merging,
    (pattern) => coversPath(path, pattern),
  )
}

/** Those that no other one covers; of two that cover each other, the first. */
const withoutCovered = (all: readonly Destination[]): Destination[] =>
  all.filter(
    (each, at) =>
      !all.some((other, index) => index !== at && covers(other, each) && (index < at || !covers(each, other))),
  )
