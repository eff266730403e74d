import { actionsInWords, actionsOf } from './fly-actions.ts'
import { caveatsOf, type FlyCaveat, isList } from './fly-macaroon.ts'
import {
  ANY,
  allowedOn,
  FLY_FEATURES,
  FLY_RESOURCES,
  flyResources,
  narrowed,
  resourcesInWords,
} from './fly-resources.ts'
import { everything, type FlyReach, type FlyRest, reachOfRest } from './fly-rest.ts'
import { foreignList, foreignText, isTexts } from './foreign-text.ts'
import { timeOf } from './jwt-claims.ts'
import type { Packed } from './read-packed.ts'

const UNKNOWN_CAVEAT = 'a caveat that Bulkhead does not know: it can only narrow, and nobody here knows by how much'

/**
 * Reads the caveats of a permission macaroon.
 *
 * Kinds and their meaning: github.com/superfly/macaroon, caveat.go, caveats.go, auth/caveats.go and flyio/caveats.md. One that is not known
 * here is not counted on: what the others leave is what it reaches.
 */
export function flyReach(caveats: readonly FlyCaveat[]): FlyReach {
  const rest = everything()
  for (const { type, body } of caveats) {
    const isRead = KINDS.get(Number(type))?.(rest, isList(body) ? body : [body]) ?? false
    if (!isRead) rest.says.push(UNKNOWN_CAVEAT)
  }
  return reachOfRest(rest)
}

/** Applies one caveat and answers whether it was read; a body of the wrong form is not. */
type Apply = (rest: FlyRest, body: readonly Packed[]) => boolean

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

function said(rest: FlyRest, sentence: string): true {
  rest.says.push(sentence)
  return true
}

function inOrganisation(rest: FlyRest, [id, mask]: readonly Packed[]): boolean {
  const name = foreignText(id)
  if (name === null) return false
  const actions = actionsOf(mask)
  rest.actions &= actions
  // Zero stands for any organisation.
  if (name !== '0') {
    rest.isNothing ||= rest.organisation !== null && rest.organisation !== name
    rest.organisation ??= name
  }
  return said(
    rest,
    `only in ${name === '0' ? 'any' : 'the'} organisation${name === '0' ? '' : ` ${name}`}: ${actionsInWords(actions)}`,
  )
}

function onlyOn(rest: FlyRest, kind: string, body: readonly Packed[]): boolean {
  const resources = flyResources(body)
  if (resources === null) return false
  const any = resources.get(ANY)
  if (any === undefined) rest.only.set(kind, narrowed(rest.only.get(kind), resources))
  else rest.actions &= any
  return said(rest, `only ${resourcesInWords(kind, resources)}`)
}

// A feature is managed for its whole organisation: it narrows what may be done there, not how far it reaches.
function onlyIn(rest: FlyRest, kind: string, body: readonly Packed[]): boolean {
  const features = flyResources(body)
  if (features === null) return false
  rest.actions &= allowedOn(features)
  return said(rest, `only ${resourcesInWords(kind, features)}`)
}

function onlyMutations(rest: FlyRest, [names]: readonly Packed[]): boolean {
  return isTexts(names) && said(rest, `only the GraphQL mutations ${foreignList(names)}`)
}

function whileValid(rest: FlyRest, [start, end]: readonly Packed[]): boolean {
  const [notBefore, expiresAt] = [timeOf(start), timeOf(end)]
  if (notBefore === null || expiresAt === null) return false
  if (rest.expiresAt === null || expiresAt < rest.expiresAt) rest.expiresAt = expiresAt
  if (rest.notBefore === null || notBefore > rest.notBefore) rest.notBefore = notBefore
  return said(rest, start === 0 ? `it ends at ${expiresAt}` : `it holds from ${notBefore} to ${expiresAt}`)
}

function afterLogin(rest: FlyRest, [location, , ticket]: readonly Packed[]): boolean {
  if (!(ticket instanceof Uint8Array)) return false
  rest.tickets.push(ticket)
  return said(rest, `only with a proof of login by ${nameOf(location)}`)
}

function asMember(rest: FlyRest): boolean {
  rest.isMember = true
  return said(rest, 'nothing that only an administrator of the organisation may')
}

function ifPresent(rest: FlyRest, [packed, other]: readonly Packed[]): boolean {
  const inner = caveatsOf(packed)
  if (inner === null || inner.length === 0) return false
  const read = inner.map(({ type, body }) => {
    const kind = FLY_RESOURCES.get(Number(type)) ?? FLY_FEATURES.get(Number(type))
    const resources = kind === undefined ? null : flyResources(body)
    return kind === undefined || resources === null ? null : { kind, resources }
  })
  for (const part of read) if (part) rest.where.set(part.kind, narrowed(rest.where.get(part.kind), part.resources))
  // A part that nobody here knows may be about every request: then there is nothing else.
  if (!read.includes(null)) rest.otherwise &= actionsOf(other)
  const words = read.map((part) =>
    part === null ? 'something that Bulkhead does not know' : resourcesInWords(part.kind, part.resources),
  )
  return said(
    rest,
    `where it names them, only ${words.join(' and ')}; for all else ${actionsInWords(actionsOf(other))}`,
  )
}
