import type { Destination } from '../../core/token/destination-grammar.ts'
import { matchesDestination } from '../../core/token/destination-match.ts'
import type { BrokeredToken } from '../session.ts'
import type { Field } from '../wire/head.ts'
import type { Asked } from './asked.ts'
import { type Carried, carriedInQuery, carriersOf } from './carried.ts'
import {
  blockedRefusal,
  domainRefusal,
  foreignRefusal,
  misplacedRefusal,
  strangerRefusal,
} from './decision-refusals.ts'
import { credentialOf, type KnownFields, knownFields } from './known-fields.ts'
import { noTokenHere } from './no-token-here.ts'
import { decodedToo, foreignAmong, foreignIn, placeholderInText } from './placeholders-in.ts'
import type { Refusal } from './refusal.ts'
import { siteOf } from './site.ts'
import { destinationsAt } from './tokens-for.ts'

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

/** What is known of the session that asks. */
export interface Known {
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
  const site = siteOf(asked.place, known.usable)
  const { here, carriers } = site
  const fields = knownFields(asked.fields, site, tokens)
  const inQuery = carriedInQuery(asked.target, carriers).map((carried) => credentialOf(carried, tokens))
  const hits: Hit[] = []
  for (const { carried, hit } of inQuery.length === 0 ? fields.credentials : [...fields.credentials, ...inQuery]) {
    if (hit === null) return stranger(asked, carried, here, known)
    if (!here.includes(hit.token)) return tripped(strangerRefusal('out-of-domain-host', hit.token, asked))
    const own = { carried, ...hit }
    if (hits.some((earlier) => isRepeated(earlier, own, asked))) {
      return tripped(misplacedRefusal(hit.token, asked, 'a second time'))
    }
    hits.push(own)
  }
  return hits.length === 0 ? withoutCredential(asked, fields, here, known) : withCredentials(asked, fields, hits, known)
}

// Several tokens of one host may come together, such as a key for the account and one for the application; each once,
// and each in a field of its own: of two fields of one name a server takes the first or the last.
const isRepeated = (one: Hit, other: Hit, { fields }: Asked): boolean =>
  one.token === other.token || placeOf(one.carried, fields) === placeOf(other.carried, fields)

const placeOf = ({ field, parameter }: Carried, fields: readonly Field[]): string =>
  field === null ? `?${parameter}` : (fields[field]?.[0].toLowerCase() ?? '')

function withoutCredential(asked: Asked, fields: KnownFields, here: readonly BrokeredToken[], known: Known): Decision {
  const text = decodedToo(asked.target)
  const elsewhere = placeholderInText(known.tokens, text) ?? fields.elsewhere
  if (elsewhere !== null) return misplaced(elsewhere, asked, here)
  const foreign = foreignTrip(asked, text, fields, known)
  if (foreign !== null) return foreign
  const isInside = here.some((token) => allowing(token, asked).length > 0)
  if (!isInside) {
    const named = here.find((token) => destinationsAt(token, asked.place).length > 0) ?? here[0]
    // None where all was taken away after the connection was opened, and before its first request.
    return refused(named === undefined ? noTokenHere(known.tokens, [asked.place]).refusal : domainRefusal(named, asked))
  }
  return { kind: 'forward', tokens: fields.tokens, target: asked.target, fields: asked.fields }
}

function withCredentials(asked: Asked, fields: KnownFields, hits: readonly Hit[], known: Known): Decision {
  for (const hit of hits) {
    const refusal = hitRefusal(asked, hit)
    if (refusal !== null) return refusal
  }
  const inQuery = hits.filter(({ carried }) => carried.field === null)
  // Looked at before the secrets are in: a text of theirs that looks like a placeholder is none.
  const emptied = inQuery.reduce((rest, { carried, text }) => swap(rest, carried, text, ''), asked.target)
  const text = decodedToo(emptied)
  const elsewhere = placeholderInText(known.tokens, text) ?? fields.elsewhere
  if (elsewhere !== null) return tripped(misplacedRefusal(elsewhere, asked, 'outside its place'))
  const foreign = foreignTrip(asked, text, fields, known)
  if (foreign !== null) return foreign

  if (inQuery.length === 0) {
    return { kind: 'forward', tokens: fields.tokens, target: asked.target, fields: fields.swapped() }
  }
  const target = inQuery.reduce(
    (rest, { carried, text, token }) => swap(rest, carried, text, token.secret.reveal()),
    asked.target,
  )
  return { kind: 'forward', tokens: hits.map(({ token }) => token), target, fields: fields.swapped() }
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

function foreignTrip(
  asked: Asked,
  target: string,
  { runs }: KnownFields,
  { isForeignPlaceholder }: Known,
): Decision | null {
  const foreignSession = foreignIn(target, isForeignPlaceholder) ?? foreignAmong(runs, isForeignPlaceholder)
  return foreignSession === null
    ? null
    : { kind: 'refuse', refusal: foreignRefusal(asked), tripwire: { foreignSession } }
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

function swap(target: string, { parameter, replace }: Carried, text: string, secret: string): string {
  const by = replace(text, secret)
  const question = target.indexOf('?')
  const pairs = target.slice(question + 1).split('&')
  const key = by.slice(0, by.indexOf('=') + 1)
  const at = pairs.findIndex((pair) => parameter !== null && pair.startsWith(key))
  return `${target.slice(0, question + 1)}${pairs.with(at, by).join('&')}`
}

function stranger(
  asked: Asked,
  carried: Carried,
  here: readonly BrokeredToken[],
  { isForeignPlaceholder }: Known,
): Decision {
  const foreignSession = carried.texts.map(isForeignPlaceholder).find((session) => session !== null) ?? null
  if (foreignSession !== null) return { kind: 'refuse', refusal: foreignRefusal(asked), tripwire: { foreignSession } }
  return refused(strangerRefusal('placeholder-unknown', here[0] ?? null, asked))
}

const refused = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: null })

const tripped = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal, tripwire: { foreignSession: null } })
