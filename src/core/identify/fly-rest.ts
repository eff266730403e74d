import type { Access, Breadth, Resource } from '../token/reach.ts'
import { ALL, READ } from './fly-actions.ts'
import { ANY, allowedOn, FLY_RESOURCES, type FlyResources, narrowed } from './fly-resources.ts'

/** What the caveats of one macaroon of Fly.io leave: all of them must hold, and each can only narrow. */
export interface FlyReach {
  readonly breadth: Breadth
  readonly access: Access
  readonly resources: readonly Resource[]
  readonly expiresAt: string | null
  /** Tickets of the logins it asks for: a proof of each must come with it. */
  readonly tickets: readonly Uint8Array[]
  /** What the caveats leave together, then each of them in words. */
  readonly says: readonly string[]
}

/** What is left while caveats are read one after the other. */
export interface FlyRest {
  organisation: string | null
  /** True when its caveats name two organisations: no request is of both. */
  isNothing: boolean
  /** What it may do where no resource is named. */
  actions: number
  /** True when only what its organisation lets every member do is left. */
  isMember: boolean
  /** Named resources by kind, to which every request must belong. */
  readonly only: Map<string, FlyResources>
  /** Named resources by kind, to which a request must belong if it names one of that kind … */
  readonly where: Map<string, FlyResources>
  /** … and what it may do where it names none. */
  otherwise: number
  expiresAt: string | null
  notBefore: string | null
  readonly tickets: Uint8Array[]
  readonly says: string[]
}

/** What is left before any caveat was read: everything. */
export const everything = (): FlyRest => ({
  organisation: null,
  isNothing: false,
  actions: ALL,
  isMember: false,
  only: new Map(),
  where: new Map(),
  otherwise: ALL,
  expiresAt: null,
  notBefore: null,
  tickets: [],
  says: [],
})

/** What is left, once all caveats were read, as a reach. */
export function reachOfRest(rest: FlyRest): FlyReach {
  const { organisation, says, expiresAt, notBefore, tickets } = rest
  const names = narrowNames(rest)
  const isNever = expiresAt !== null && notBefore !== null && notBefore >= expiresAt
  const isUnbound = organisation === null && names === null
  return {
    ...(names === null ? wideOf(rest) : narrowOf(rest, names)),
    resources: [...(organisation === null ? [] : [{ kind: 'organisation', name: organisation }]), ...(names ?? [])],
    expiresAt,
    tickets,
    says: [
      ...(isUnbound ? ['no caveat names an organisation: it reaches all that its maker may'] : []),
      ...(names?.length === 0 ? ['its caveats have nothing in common: it can do nothing'] : []),
      ...(isNever ? ['it ends before it begins: it never holds'] : []),
      ...says,
    ],
  }
}

/** The resources that are left, where nothing beside them can be changed; null where it reaches its whole organisation. */
function narrowNames({ isNothing, only, where, otherwise, actions }: FlyRest): readonly Resource[] | null {
  if (isNothing) return []
  const isResource = (kind: string): boolean => [...FLY_RESOURCES.values()].includes(kind)
  const conditions = [...where]
  const isClosed =
    conditions.some(([kind]) => isResource(kind)) &&
    conditions.every(([, resources]) => !resources.has(ANY)) &&
    (otherwise & actions & ~READ) === 0
  if (only.size === 0 && !isClosed) return null
  const sets =
    only.size > 0 ? [...only].map(([kind, ids]) => [kind, narrowed(where.get(kind), ids)] as const) : conditions
  return sets.flatMap(([kind, resources]) => [...resources.keys()].map((name) => ({ kind, name })))
}

function narrowOf(
  { only, where, otherwise, actions }: FlyRest,
  names: readonly Resource[],
): Pick<FlyReach, 'breadth' | 'access'> {
  const allowed = [...(only.size > 0 ? only : where).values()].reduce(
    (left, resources) => left | allowedOn(resources),
    0,
  )
  // Beside its resources it still reads their organisation.
  const isAlone = only.size > 0 || (otherwise & actions) === 0
  return { breadth: names.length <= 1 && isAlone ? 'resource' : 'several', access: accessOf(allowed & actions, false) }
}

const wideOf = ({ organisation, actions, isMember }: FlyRest): Pick<FlyReach, 'breadth' | 'access'> => ({
  breadth: organisation === null ? 'account' : 'organisation',
  access: accessOf(actions, !isMember),
})

function accessOf(actions: number, isWide: boolean): Access {
  if ((actions & ~READ) === 0) return 'read'
  return isWide && actions === ALL ? 'admin' : 'write'
}
