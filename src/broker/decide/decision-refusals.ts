import { type Destination, formatDestination } from '../../core/token/destination-grammar.ts'
import { matchesDestination, overridingMethods } from '../../core/token/destination-match.ts'
import type { Blocked, BrokeredToken } from '../session.ts'
import { allowingHint } from './allowing-hint.ts'
import type { Asked } from './asked.ts'
import { takenAway } from './no-token-here.ts'
import type { Refusal } from './refusal.ts'
import { shownPlace, shownRequest } from './shown-request.ts'
import { destinationsAt } from './tokens-for.ts'

const SHOWN = 3

/** Outside what a token is for: which part of the request it was, what would be inside, and the command that allows it. */
export function domainRefusal(token: BrokeredToken, asked: Asked): Refusal {
  const { place, target, fields } = asked
  const request = { ...place, method: 'GET', path: target, headers: fields }
  const own = destinationsAt(token, place)
  // Taken away while a connection is open.
  if (own.length === 0) return { ...takenAway(token, place).refusal, asked: askedFor(asked) }
  const isByMethod = (each: Destination): boolean =>
    each.methods !== null && matchesDestination({ ...each, methods: null }, request)
  const byMethod = own.filter(isByMethod)
  const [first] = byMethod.length > 0 ? byMethod : own
  return {
    status: 403,
    code: byMethod.length > 0 ? 'out-of-domain-method' : 'out-of-domain-path',
    token,
    rule: first === undefined ? null : formatDestination(first),
    reason: `${token.name} may ${mayOf([...byMethod, ...own.filter((each) => !isByMethod(each))])}`,
    asked: byMethod.length > 0 ? askedWithOverride(asked, byMethod) : askedFor(asked),
    hint: allowingHint(token, asked),
  }
}

/** What was asked for; where its own method would be allowed, also what a header or a parameter makes of it. */
function askedWithOverride(asked: Asked, byMethod: readonly Destination[]): string {
  const overrides = overridingMethods({ path: asked.target, headers: asked.fields })
  if (overrides.length === 0 || !byMethod.some(({ methods }) => methods?.includes(asked.method))) return askedFor(asked)
  const named = overrides.filter((method) => /^[A-Z-]{1,20}$/.test(method))
  const other = overrides.length === 1 && named.length === 1 ? named[0] : 'another method'
  return `${askedFor(asked)}, of which a header or a parameter makes ${other}`
}

/** A credential that is no placeholder of this session, or one of a token that is for another host. */
export function strangerRefusal(
  code: 'placeholder-unknown' | 'out-of-domain-host',
  token: BrokeredToken | null,
  asked: Asked,
): Refusal {
  const place = shownPlace(asked.place)
  const about = { status: 403, code, token, rule: null, asked: askedFor(asked) } as const
  if (code === 'out-of-domain-host') {
    return {
      ...about,
      reason: `${token?.name ?? 'this token'} is not for ${place}`,
      hint: token === null ? 'see which token is for which host: bulkhead list' : allowingHint(token, asked),
    }
  }
  return {
    ...about,
    reason: `the credential sent to ${place} is not the placeholder that this session holds for it`,
    hint:
      token === null
        ? 'use the variables of this session'
        : `send the value of ${token.env} as it is in this session: a login of your own, as in ~/.netrc or ~/.npmrc, is not passed on`,
  }
}

/** A placeholder of another session, which is ended by that: it is of no token of this one. */
export const foreignRefusal = (asked: Asked): Refusal => ({
  ...{ status: 403, code: 'placeholder-unknown', token: null, rule: null, asked: askedFor(asked) },
  reason: `a placeholder of another session was sent to ${shownPlace(asked.place)}`,
  hint: 'use the variables of this session; the other one is ended, since its placeholder has got out',
})

const ITS_PLACE = 'a placeholder is taken only where its provider reads a credential, such as the Authorization header'

export const misplacedRefusal = (
  token: BrokeredToken,
  asked: Asked,
  where: string,
  hint: string = ITS_PLACE,
): Refusal => ({
  status: 403,
  code: 'placeholder-misplaced',
  token,
  rule: null,
  reason: `the placeholder of ${token.name} stands ${where}`,
  asked: askedFor(asked),
  hint,
})

export const blockedRefusal = (blocked: Blocked, token: BrokeredToken, asked: Asked): Refusal => ({
  ...blocked,
  ...{ status: 403, token, rule: null, asked: askedFor(asked) },
})

function mayOf(own: readonly Destination[]): string {
  const said = own.slice(0, SHOWN).map((destination) => {
    const text = formatDestination({ ...destination, carrier: null })
    return destination.methods === null ? `call ${text}` : text.replaceAll(',', ' or ')
  })
  return [...said, ...(own.length > SHOWN ? [`${own.length - SHOWN} more`] : [])].join(', ')
}

const askedFor = ({ method, place, target }: Asked): string => shownRequest(method, place, target)
