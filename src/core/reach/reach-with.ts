import type { Identity } from '../identify/identify.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Format } from '../token/provider.ts'
import type { Declared, Evidence, Reach } from '../token/reach.ts'
import { reachOf } from './reach-of.ts'

/**
 * The reach of a token whose provider was asked.
 *
 * The provider's own word stands in place of what the owner declared, and of what the form only supposes: a form says what
 * its tokens may do, the provider what this one does. What is written inside the token stands beside it, and so does a
 * master key's form. What the provider left open stays as it was without asking.
 *
 * @param at ISO 8601 time of this reading; what the provider said keeps the time of its own.
 */
export function reachWith(
  identity: Identity,
  declared: Declared,
  introspected: Introspected | null,
  at: string,
): Reach {
  if (introspected === null || introspected.outcome === 'silent') return reachOf(identity, declared, at)

  const reach = reachOf(supposedLess(identity, introspected), inPlaceOf(declared, introspected), at)
  return {
    ...reach,
    breadth: isWhole(introspected) || isWide(reach) ? reach.breadth : 'unknown',
    evidence: [...evidenceWithout(identity, declared, at), ...evidenceFrom(introspected)],
  }
}

// A token that is not taken, and one of which a part stayed unread, may be anything that is not told: never narrow.
const isWhole = ({ outcome, partial }: Introspected): boolean => outcome === 'told' && !partial

const isWide = ({ breadth }: Reach): boolean => breadth === 'organisation' || breadth === 'account'

/** A token of no known form, of which its provider may know more. */
const NO_FORM: Format = { kind: 'token', prefix: '', pattern: /^/ }

/** The identity with the provider's word in place of what the form supposes. */
function supposedLess(identity: Identity, { breadth, access, scopes }: Introspected): Identity {
  if (identity.format?.master) return identity
  const { breadth: supposedBreadth, access: supposedAccess, read, ...format } = identity.format ?? NO_FORM
  const known = {
    breadth: breadth ?? supposedBreadth,
    access: access ?? (scopes === null ? supposedAccess : undefined),
    // What is inside and cannot be read leaves all unknown, unless the provider tells.
    read: identity.contents === null && breadth !== null ? undefined : read,
  }
  return {
    ...identity,
    format: {
      ...format,
      ...(known.breadth && { breadth: known.breadth }),
      ...(known.access && { access: known.access }),
      ...(known.read && { read: known.read }),
    },
  }
}

const inPlaceOf = (declared: Declared, { scopes, resources }: Introspected): Declared => ({
  scopes: scopes ?? declared.scopes,
  resources: resources ?? declared.resources,
})

const evidenceWithout = (identity: Identity, declared: Declared, at: string): readonly Evidence[] =>
  reachOf(identity, declared, at).evidence

function evidenceFrom({ at, host, outcome, account, scopes, resources, expiresAt, says }: Introspected): Evidence[] {
  const who =
    outcome === 'refused' || outcome === 'dead' ? [] : [`${host} knows it${account === null ? '' : ` as ${account}`}`]
  const parts = [
    ...who,
    ...(scopes === null ? [] : [scopes.length === 0 ? 'it has no scope' : `it has the scopes ${scopes.join(', ')}`]),
    ...(resources === null || resources.length === 0 ? [] : [`it reaches ${namesOf(resources)}`]),
    ...(expiresAt === null ? [] : [`it ends at ${expiresAt}`]),
    ...says,
  ]
  return parts.map((text) => ({ source: 'introspection', says: text, at }))
}

const SHOWN = 20

function namesOf(resources: Reach['resources']): string {
  const names = resources.slice(0, SHOWN).map(({ kind, name }) => `${kind} ${name}`)
  const rest = resources.length - names.length
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more`
}
