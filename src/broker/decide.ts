import type { Destination } from '../core/token/destination-grammar.ts'
import { matchesDestination } from '../core/token/destination-match.ts'
import type { Carrier } from '../core/token/provider.ts'
import { type Carried, carriedIn, carriersOf } from './carried.ts'
import { blockedRefusal, domainRefusal, misplacedRefusal, strangerRefusal } from './decision-refusals.ts'
import type { Field } from './head.ts'
import { foreignIn, headText, placeholderInText } from './placeholders-in.ts'
import type { Refusal } from './refusal.ts'
import type { BrokeredToken } from './session.ts'
import { destinationsAt, type Place, tokensFor } from './tokens-for.ts'

/** A request to a bound host, its target in origin form. */
export interface Asked {
  readonly place: Place
  readonly method: string
  readonly target: string
  readonly fields: readonly Field[]
}

export type Decision =
  | {
      readonly kind: 'forward'
      /** Whose secrets it carries now; none for a request without a credential. */
      readonly tokens: readonly BrokeredToken[]
      readonly target: string
      readonly fields: readonly Field[]
    }
  | {
      readonly kind: 'refuse'
      readonly refusal: Refusal
      /** A placeholder was where it must not be: of which session, null for our own. */
      readonly tripwire: { readonly foreignSession: string | null } | null
    }

interface Known {
  /** All of the session: each one's placeholder is looked for. */
  readonly tokens: readonly BrokeredToken[]
  /** Those that the request may use. */
  readonly usable: readonly BrokeredToken[]
  readonly isForeignPlaceholder: (text: string) => string | null
}

/** A placeholder of this session, in a place where credentials travel. */
interface Hit {
  readonly carried: Carried
  readonly text: string
  readonly token: BrokeredToken
}

/**
 * Judges a request to a bound host, and puts the secret where its placeholder was. Nothing was sent upstream before.
 *
 * The order is that of the design: whose host, which credential, inside the domain, usable now, and nothing of ours
 * anywhere else.
 */
export function decide(asked: Asked, known: Known): Decision {
  const { tokens } = known
  const { here, carriers } = siteOf(asked.place, known.usable)
  const hits: Hit[] = []
  for (const carried of carriedIn(asked.fields, asked.target, carriers)) {
    const hit = hitIn(carried, tokens)
    if (hit === null) return stranger(asked, carried, here, known)
    if (!here.includes(hit.token)) return tripped(strangerRefusal('out-of-domain-host', hit.token, asked))
    if (hits.some((earlier) => isRepeated(earlier, hit, asked))) {
      return tripped(misplacedRefusal(hit.token, asked, 'a second time'))
    }
    hits.push(hit)
  }
  return hits.length === 0 ? withoutCredential(asked, here, known) : withCredentials(asked, hits, here, known)
}

/** What is the same for every request of a connection. */
interface Site {
  readonly usable: readonly BrokeredToken[]
  readonly here: readonly BrokeredToken[]
  /** Of all tokens there. */
  readonly carriers: readonly Carrier[]
}

const sites = new WeakMap<Place, Site>()

function siteOf(place: Place, usable: readonly BrokeredToken[]): Site {
  const known = sites.get(place)
  if (known !== undefined && known.usable === usable) return known
  const here = tokensFor(usable, place)
  const carriers = here.flatMap((token) => [
    ...carriersOf(token),
    ...destinationsAt(token, place).flatMap(({ carrier }) => carrier ?? []),
  ])
  const site = { usable, here, carriers }
  sites.set(place, site)
  return site
}

// Several tokens of one host may come together, such as a key for the account and one for the application; each once,
// and each in a field of its own: of two fields of one name a server takes the first or the last.
const isRepeated = (one: Hit, other: Hit, { fields }: Asked): boolean =>
  one.token === other.token || placeOf(one.carried, fields) === placeOf(other.carried, fields)

const placeOf = ({ field, parameter }: Carried, fields: readonly Field[]): string =>
  field === null ? `?${parameter}` : (fields[field]?.[0].toLowerCase() ?? '')

function hitIn(carried: Carried, tokens: readonly BrokeredToken[]): Hit | null {
  for (const text of carried.texts) {
    const token = tokens.find(({ placeholder }) => placeholder === text)
    if (token !== undefined) return { carried, text, token }
  }
  return null
}

function withoutCredential(asked: Asked, here: readonly BrokeredToken[], known: Known): Decision {
  const text = headText(asked.target, asked.fields)
  const elsewhere = placeholderInText(known.tokens, text)
  if (elsewhere !== null) return misplaced(elsewhere, asked, here)
  const foreign = foreignRefusal(asked, text, here, known)
  if (foreign !== null) return foreign
  const isInside = here.some((token) => allowing(token, asked).length > 0)
  const [first] = here
  if (!isInside && first !== undefined) return refused(domainRefusal(first, asked))
  return { kind: 'forward', tokens: [], target: asked.target, fields: asked.fields }
}

function withCredentials(asked: Asked, hits: readonly Hit[], here: readonly BrokeredToken[], known: Known): Decision {
  for (const hit of hits) {
    const refusal = hitRefusal(asked, hit)
    if (refusal !== null) return refusal
  }
  // Looked at before the secrets are in: a text of theirs that looks like a placeholder is none.
  const emptied = hits.reduce((rest, { carried, text }) => swap(rest, carried, text, ''), asked)
  const text = headText(emptied.target, emptied.fields)
  const elsewhere = placeholderInText(known.tokens, text)
  if (elsewhere !== null) return tripped(misplacedRefusal(elsewhere, asked, 'outside its place'))
  const foreign = foreignRefusal(asked, text, here, known)
  if (foreign !== null) return foreign

  const { target, fields } = hits.reduce(
    (rest, { carried, text, token }) => swap(rest, carried, text, token.secret.reveal()),
    asked,
  )
  return { kind: 'forward', tokens: hits.map(({ token }) => token), target, fields }
}

/** What is wrong with one credential of a request; null for nothing. */
function hitRefusal(asked: Asked, { carried, text, token }: Hit): Decision | null {
  const inside = allowing(token, asked)
  if (inside.length === 0) return refused(domainRefusal(token, asked))
  if (!inside.some((destination) => isCarrierOf(destination, token, carried, text))) {
    return tripped(misplacedRefusal(token, asked, 'in a place that its provider does not read'))
  }
  const blocked = token.blocked()
  return blocked === null ? null : refused(blockedRefusal(blocked, token, asked))
}

function foreignRefusal(asked: Asked, text: string, here: readonly BrokeredToken[], known: Known): Decision | null {
  const foreignSession = foreignIn(text, known.isForeignPlaceholder)
  if (foreignSession === null) return null
  const refusal = strangerRefusal('placeholder-unknown', here[0] ?? null, asked)
  return { kind: 'refuse', refusal, tripwire: { foreignSession } }
}

const misplaced = (token: BrokeredToken, asked: Asked, here: readonly BrokeredToken[]): Decision =>
  here.includes(token)
    ? tripped(misplacedRefusal(token, asked, 'outside every place for a credential'))
    : tripped(strangerRefusal('out-of-domain-host', token, asked))

const allowing = (token: BrokeredToken, { place, method, target, fields }: Asked): Destination[] =>
  token.destinations.filter((destination) =>
    matchesDestination(destination, { ...place, method, path: target, headers: fields }),
  )

// A query ends up in logs: a secret goes there where the destination says so, or where its provider reads nothing else.
function isCarrierOf({ carrier }: Destination, token: BrokeredToken, carried: Carried, text: string): boolean {
  const own = carriersOf(token)
  const usual = own.every(({ kind }) => kind === 'query') ? own : own.filter(({ kind }) => kind !== 'query')
  return (carrier === null ? usual : [carrier]).some((each) => carried.fits(each, text))
}

function swap(asked: Asked, { field, parameter, replace }: Carried, text: string, secret: string): Asked {
  const { target, fields } = asked
  const by = replace(text, secret)
  if (field !== null) {
    return { ...asked, fields: fields.map((each, at): Field => (at === field ? [each[0], by] : each)) }
  }
  const question = target.indexOf('?')
  const pairs = target.slice(question + 1).split('&')
  const key = by.slice(0, by.indexOf('=') + 1)
  const at = pairs.findIndex((pair) => parameter !== null && pair.startsWith(key))
  return { ...asked, target: `${target.slice(0, question + 1)}${pairs.with(at, by).join('&')}` }
}

function stranger(
  asked: Asked,
  carried: Carried,
  here: readonly BrokeredToken[],
  { isForeignPlaceholder }: Known,
): Decision {
  const refusal = strangerRefusal('placeholder-unknown', here[0] ?? null, asked)
  const foreignSession = carried.texts.map(isForeignPlaceholder).find((session) => session !== null) ?? null
  return { kind: 'refuse', refusal, tripwire: foreignSession === null ? null : { foreignSession } }
}

const refused = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: null })

const tripped = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: { foreignSession: null } })
