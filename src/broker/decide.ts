import type { Destination } from '../core/token/destination-grammar.ts'
import { matchesDestination } from '../core/token/destination-match.ts'
import { type Carried, carriedIn, carriersOf } from './carried.ts'
import { blockedRefusal, domainRefusal, misplacedRefusal, strangerRefusal } from './decision-refusals.ts'
import type { Field } from './head.ts'
import { placeholderInHead } from './placeholders-in.ts'
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
      /** Whose secret it carries now; null for a request without a credential. */
      readonly token: BrokeredToken | null
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
  readonly tokens: readonly BrokeredToken[]
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
export function decide(asked: Asked, { tokens, isForeignPlaceholder }: Known): Decision {
  const here = tokensFor(tokens, asked.place)
  const carriers = here.flatMap((token) => [
    ...carriersOf(token),
    ...destinationsAt(token, asked.place).flatMap(({ carrier }) => carrier ?? []),
  ])
  const hits: Hit[] = []
  for (const carried of carriedIn(asked.fields, asked.target, carriers)) {
    const hit = hitIn(carried, tokens)
    if (hit === null) return stranger(asked, carried, here, isForeignPlaceholder)
    if (!here.includes(hit.token)) return tripped(strangerRefusal('out-of-domain-host', hit.token, asked))
    hits.push(hit)
  }
  const [hit, second] = hits
  if (second !== undefined) return tripped(misplacedRefusal(second.token, asked, 'a second time'))
  if (hit === undefined) return withoutCredential(asked, here, tokens)
  return withCredential(asked, hit, tokens)
}

function hitIn(carried: Carried, tokens: readonly BrokeredToken[]): Hit | null {
  for (const text of carried.texts) {
    const token = tokens.find(({ placeholder }) => placeholder === text)
    if (token !== undefined) return { carried, text, token }
  }
  return null
}

function withoutCredential(asked: Asked, here: readonly BrokeredToken[], tokens: readonly BrokeredToken[]): Decision {
  const elsewhere = placeholderInHead(tokens, asked.target, asked.fields)
  if (elsewhere !== null) return misplaced(elsewhere, asked, here)
  const isInside = here.some((token) => allowing(token, asked).length > 0)
  const [first] = here
  if (!isInside && first !== undefined) return refused(domainRefusal(first, asked))
  return { kind: 'forward', token: null, target: asked.target, fields: asked.fields }
}

function withCredential(asked: Asked, { carried, text, token }: Hit, tokens: readonly BrokeredToken[]): Decision {
  const inside = allowing(token, asked)
  if (inside.length === 0) return refused(domainRefusal(token, asked))
  if (!inside.some((destination) => isCarrierOf(destination, token, carried, text))) {
    return tripped(misplacedRefusal(token, asked, 'in a place that its provider does not read'))
  }
  const blocked = token.blocked()
  if (blocked !== null) return refused(blockedRefusal(blocked, token, asked))

  const swapped = swap(asked, carried, text, token.secret.reveal())
  const elsewhere = placeholderInHead(tokens, swapped.target, swapped.fields)
  if (elsewhere !== null) return tripped(misplacedRefusal(elsewhere, asked, 'outside its place'))
  return { kind: 'forward', token, ...swapped }
}

const misplaced = (token: BrokeredToken, asked: Asked, here: readonly BrokeredToken[]): Decision =>
  here.includes(token)
    ? tripped(misplacedRefusal(token, asked, 'outside every place for a credential'))
    : tripped(strangerRefusal('out-of-domain-host', token, asked))

const allowing = (token: BrokeredToken, { place, method, target, fields }: Asked): Destination[] =>
  token.destinations.filter((destination) =>
    matchesDestination(destination, { ...place, method, path: target, headers: fields }),
  )

// A query ends up in logs: only a destination that says so may have a secret there.
function isCarrierOf({ carrier }: Destination, token: BrokeredToken, carried: Carried, text: string): boolean {
  const carriers = carrier === null ? carriersOf(token).filter(({ kind }) => kind !== 'query') : [carrier]
  return carriers.some((each) => carried.fits(each, text))
}

function swap(
  { target, fields }: Asked,
  { field, parameter, replace }: Carried,
  text: string,
  secret: string,
): { readonly target: string; readonly fields: readonly Field[] } {
  const by = replace(text, secret)
  if (field !== null) {
    return { target, fields: fields.map(([name, value], at): Field => [name, at === field ? by : value]) }
  }
  const question = target.indexOf('?')
  const pairs = target.slice(question + 1).split('&')
  const key = by.slice(0, by.indexOf('=') + 1)
  const at = pairs.findIndex((pair) => parameter !== null && pair.startsWith(key))
  return { fields, target: `${target.slice(0, question + 1)}${pairs.with(at, by).join('&')}` }
}

function stranger(
  asked: Asked,
  carried: Carried,
  here: readonly BrokeredToken[],
  isForeignPlaceholder: Known['isForeignPlaceholder'],
): Decision {
  const refusal = strangerRefusal('placeholder-unknown', here[0] ?? null, asked)
  const foreignSession = carried.texts.map(isForeignPlaceholder).find((session) => session !== null) ?? null
  return { kind: 'refuse', refusal, tripwire: foreignSession === null ? null : { foreignSession } }
}

const refused = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: null })

const tripped = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: { foreignSession: null } })
