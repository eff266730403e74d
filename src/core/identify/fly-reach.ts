import type { Access, Breadth, Resource } from '../token/reach.ts'
import { ALL, actionsInWords, actionsOf, READ } from './fly-actions.ts'
import { caveatsOf, type FlyCaveat, isList } from './fly-macaroon.ts'
import {
  ANY,
  allowedOn,
  FLY_FEATURES,
  FLY_RESOURCES,
  type FlyResources,
  flyResources,
  narrowed,
  resourcesInWords,
} from './fly-resources.ts'
import { foreignList, foreignText, isTexts } from './foreign-text.ts'
import { timeOf } from './jwt-claims.ts'
import type { Packed } from './msgpack.ts'

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
interface Rest {
  organisation: string | null
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

const UNKNOWN_CAVEAT = 'a caveat that Bulkhead does not know: it can only narrow, and nobody here knows by how much'

/**
 * Reads the caveats of a permission macaroon.
 *
 * Kinds and their meaning: github.com/superfly/macaroon, caveat.go, caveats.go, auth/caveats.go and flyio/caveats.md. One that is not known
 * here is not counted on: what the others leave is what it reaches.
 */
export function flyReach(caveats: readonly FlyCaveat[]): FlyReach {
  const rest: Rest = {
    organisation: null,
    actions: ALL,
    isMember: false,
    only: new Map(),
    where: new Map(),
    otherwise: ALL,
    expiresAt: null,
    notBefore: null,
    tickets: [],
    says: [],
  }
  for (const { type, body } of caveats) {
    const isRead = KINDS.get(Number(type))?.(rest, isList(body) ? body : [body]) ?? false
    if (!isRead) rest.says.push(UNKNOWN_CAVEAT)
  }
  return resultOf(rest)
}

/** Applies one caveat and answers whether it was read; a body of the wrong form is not. */
type Apply = (rest: Rest, body: readonly Packed[]) => boolean

const KINDS: ReadonlyMap<number, Apply> = new Map<number, Apply>([
  [0, inOrganisation],
  ...[...FLY_RESOURCES].map(([type, kind]): [number, Apply] => [type, (rest, body) => onlyOn(rest, kind, body)]),
  ...[...FLY_FEATURES].map(([type, kind]): [number, Apply] => [type, (rest, body) => onlyIn(rest, kind, body)]),
  [4, whileValid],
  [6, onlyMutations],
  [8, (rest, [id]) => said(rest, `only after a login as the user ${nameOf(id)}`)],
  [9, (rest, [id]) => said(rest, `only after a login of the organisation ${nameOf(id)}`)],
  [10, (rest, [id]) => said(rest, `it was made by the user ${nameOf(id)}`)],
  [11, afterLogin],
  [12, (rest) => said(rest, 'only together with the macaroon that it was made for')],
  [13, ifPresent],
  [15, (rest, [id]) => said(rest, `only from the machine ${nameOf(id)}`)],
  [19, (rest, [domain]) => said(rest, `only after a Google login of ${nameOf(domain)}`)],
  [20, (rest, [id]) => said(rest, `only after a GitHub login of the organisation ${nameOf(id)}`)],
  [21, (rest) => said(rest, 'a login counts for a limited time only')],
  [22, asMember],
])

const nameOf = (value: unknown): string => foreignText(value) ?? '(not named)'

function said(rest: Rest, sentence: string): true {
  rest.says.push(sentence)
  return true
}

function inOrganisation(rest: Rest, [id, mask]: readonly Packed[]): boolean {
  const name = foreignText(id)
  if (name === null) return false
  const actions = actionsOf(mask)
  rest.actions &= actions
  // Zero stands for any organisation.
  if (name !== '0') rest.organisation ??= name
  return said(
    rest,
    `only in ${name === '0' ? 'any' : 'the'} organisation${name === '0' ? '' : ` ${name}`}: ${actionsInWords(actions)}`,
  )
}

function onlyOn(rest: Rest, kind: string, body: readonly Packed[]): boolean {
  const resources = flyResources(body)
  if (resources === null) return false
  const any = resources.get(ANY)
  if (any === undefined) rest.only.set(kind, narrowed(rest.only.get(kind), resources))
  else rest.actions &= any
  return said(rest, `only ${resourcesInWords(kind, resources)}`)
}

// A feature is managed for its whole organisation: it narrows what may be done there, not how far it reaches.
function onlyIn(rest: Rest, kind: string, body: readonly Packed[]): boolean {
  const features = flyResources(body)
  if (features === null) return false
  rest.actions &= allowedOn(features)
  return said(rest, `only ${resourcesInWords(kind, features)}`)
}

function onlyMutations(rest: Rest, [names]: readonly Packed[]): boolean {
  return isTexts(names) && said(rest, `only the GraphQL mutations ${foreignList(names)}`)
}

function whileValid(rest: Rest, [start, end]: readonly Packed[]): boolean {
  const [notBefore, expiresAt] = [timeOf(start), timeOf(end)]
  if (notBefore === null || expiresAt === null) return false
  if (rest.expiresAt === null || expiresAt < rest.expiresAt) rest.expiresAt = expiresAt
  if (rest.notBefore === null || notBefore > rest.notBefore) rest.notBefore = notBefore
  return said(rest, start === 0 ? `it ends at ${expiresAt}` : `it holds from ${notBefore} to ${expiresAt}`)
}

function afterLogin(rest: Rest, [location, , ticket]: readonly Packed[]): boolean {
  if (!(ticket instanceof Uint8Array)) return false
  rest.tickets.push(ticket)
  return said(rest, `only with a proof of login by ${nameOf(location)}`)
}

function asMember(rest: Rest): boolean {
  rest.isMember = true
  return said(rest, 'nothing that only an administrator of the organisation may')
}

function ifPresent(rest: Rest, [packed, other]: readonly Packed[]): boolean {
  const inner = caveatsOf(packed)
  if (inner === null || inner.length === 0) return false
  const words = inner.map(({ type, body }) => {
    const kind = FLY_RESOURCES.get(Number(type)) ?? FLY_FEATURES.get(Number(type))
    const resources = kind === undefined ? null : flyResources(body)
    if (kind === undefined || resources === null) return 'something that Bulkhead does not know'
    rest.where.set(kind, narrowed(rest.where.get(kind), resources))
    return resourcesInWords(kind, resources)
  })
  rest.otherwise &= actionsOf(other)
  return said(
    rest,
    `where it names them, only ${words.join(' and ')}; for all else ${actionsInWords(actionsOf(other))}`,
  )
}

function resultOf(rest: Rest): FlyReach {
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
function narrowNames({ only, where, otherwise, actions }: Rest): readonly Resource[] | null {
  const isResource = (kind: string): boolean => [...FLY_RESOURCES.values()].includes(kind)
  const conditions = [...where]
  const isClosed =
    conditions.some(([kind]) => isResource(kind)) &&
    conditions.every(([, resources]) => !resources.has(ANY)) &&
    (otherwise & actions & ~READ) === 0
  if (only.size === 0 && !isClosed) return null
  const sets =
    only.size > 0 ? [...only].map(([kind, ids]) => [kind, within(where.get(kind), ids)] as const) : conditions
  return sets.flatMap(([kind, resources]) => [...resources.keys()].map((name) => ({ kind, name })))
}

const within = (where: FlyResources | undefined, only: FlyResources): FlyResources =>
  where === undefined || where.has(ANY) ? only : narrowed(where, only)

function narrowOf(
  { only, where, otherwise, actions }: Rest,
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

const wideOf = ({ organisation, actions, isMember }: Rest): Pick<FlyReach, 'breadth' | 'access'> => ({
  breadth: organisation === null ? 'account' : 'organisation',
  access: accessOf(actions, !isMember),
})

function accessOf(actions: number, isWide: boolean): Access {
  if ((actions & ~READ) === 0) return 'read'
  return isWide && actions === ALL ? 'admin' : 'write'
}
