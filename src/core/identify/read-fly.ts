import type { Contents } from '../token/contents.ts'
import type { Access, Breadth, Resource } from '../token/reach.ts'
import { type FlyMacaroon, readFlyMacaroons } from './fly-macaroon.ts'
import { flyReach } from './fly-reach.ts'
import type { FlyReach } from './fly-rest.ts'
import { FOREIGN_LIMITS, foreignText } from './foreign-text.ts'

// github.com/superfly/macaroon, flyio/flyio.go and flyio/caveats.md.
const PERMISSION = 'https://api.fly.io/v1'
const LOGINS: ReadonlySet<string> = new Set(['https://api.fly.io/aaa/v1', 'https://auth.fly.io'])

const BREADTHS: readonly Breadth[] = ['resource', 'several', 'organisation', 'account']
const ACCESSES: readonly Access[] = ['read', 'write', 'admin']
const SENTENCES = 40

/** What the macaroons of a Fly.io token allow together: a request is allowed when any one of them allows it. */
export function readFly(text: string): Contents | null {
  const { macaroons, members } = partsOf(text)
  if (macaroons === null) return null
  const logins = macaroons.filter(({ location }) => LOGINS.has(location))
  const permissions = macaroons.filter(({ location }) => !LOGINS.has(location))
  const reaches = [...permissions.map((macaroon) => withLogins(macaroon, logins)), ...members.map(() => MEMBER)]
  if (reaches.length === 0)
    return {
      source: 'caveats',
      says: ['it holds proofs of login only: alone it can do nothing'],
      breadth: 'unknown',
      access: 'unknown',
    }

  const resources = uniqueResources(reaches.flatMap((reach) => reach.resources))
  const says = reaches.flatMap((reach, index) =>
    reaches.length === 1 ? reach.says : reach.says.map((sentence) => `part ${index + 1}: ${sentence}`),
  )
  const more = says.length - SENTENCES
  return {
    source: 'caveats',
    says: [...says.slice(0, SENTENCES), ...(more > 0 ? [`${more} more caveats that are not shown`] : [])],
    breadth: widest(reaches),
    access: strongest(
      ACCESSES,
      reaches.map(({ access }) => access),
    ),
    resources: resources.slice(0, FOREIGN_LIMITS.count),
    expiresAt: latest(reaches.map(({ expiresAt }) => expiresAt)),
  }
}

// A token of the time before macaroons, which flyctl still joins to them: it does what its user may.
const MEMBER: FlyReach = {
  breadth: 'account',
  access: 'admin',
  resources: [],
  expiresAt: null,
  tickets: [],
  says: ['it holds a token without caveats: that does what its user may'],
}

/** Its macaroons, and the members of the older form, which are no macaroons. */
function partsOf(text: string): { macaroons: readonly FlyMacaroon[] | null; members: readonly string[] } {
  const parts = text.replace(/^FlyV1 /, '').split(',')
  const members = parts.filter((part) => part.startsWith('fo1_'))
  return { macaroons: readFlyMacaroons(parts.filter((part) => !part.startsWith('fo1_'))), members }
}

/** What one macaroon allows, and until when: one that asks for a proof of login ends with the last proof that came with it. */
function withLogins(macaroon: FlyMacaroon, logins: readonly FlyMacaroon[]): FlyReach {
  const reach = flyReach(macaroon.caveats)
  const proofs = reach.tickets.map((ticket) => logins.filter(({ keyId }) => isSame(keyId, ticket)))
  const ends = proofs.flatMap((found) =>
    found.length === 0 ? [] : (latest(found.map(({ caveats }) => flyReach(caveats).expiresAt)) ?? []),
  )
  const missing = proofs.filter((found) => found.length === 0).length
  return {
    ...reach,
    expiresAt: [reach.expiresAt, ...ends].filter((end) => end !== null).sort()[0] ?? null,
    says: [
      ...(macaroon.location === PERMISSION
        ? []
        : [`it is for ${foreignText(macaroon.location) ?? 'no place'}, which is not Fly.io’s own API`]),
      ...reach.says,
      ...(ends.length > 0 ? [`the proof of login that it brings ends at ${ends.sort()[0]}`] : []),
      ...(missing > 0
        ? ['it brings no proof of a login that it asks for: it works only where somebody is logged in']
        : []),
    ],
  }
}

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/** The last of some ends; null when any of them never comes. */
const latest = (ends: readonly (string | null)[]): string | null =>
  ends.some((end) => end === null) ? null : (ends.toSorted().at(-1) ?? null)

function widest(reaches: readonly FlyReach[]): Breadth {
  const breadth = strongest(
    BREADTHS,
    reaches.map((reach) => reach.breadth),
  )
  return breadth === 'resource' && reaches.length > 1 ? 'several' : breadth
}

function strongest<T>(order: readonly T[], found: readonly T[]): T {
  return order[Math.max(...found.map((item) => order.indexOf(item)))] as T
}

const uniqueResources = (resources: readonly Resource[]): Resource[] => [
  ...new Map(resources.map((resource) => [`${resource.kind}:${resource.name}`, resource])).values(),
]
