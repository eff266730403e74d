import { formatDestination } from '../core/token/destination-grammar.ts'
import { matchesDestination } from '../core/token/destination-match.ts'
import { isPathPattern } from '../core/token/path-pattern.ts'
import type { Asked } from './decide.ts'
import type { Refusal } from './refusal.ts'
import type { BrokeredToken } from './session.ts'
import { destinationsAt } from './tokens-for.ts'

const SHOWN = 3
const PATH_SHOWN = 200

/** Outside what a token is for: which part of the request it was, what would be inside, and the command that allows it. */
export function domainRefusal(token: BrokeredToken, asked: Asked): Refusal {
  const { place, target, fields } = asked
  const isOnlyMethod = token.destinations.some(
    (destination) =>
      destination.methods !== null &&
      matchesDestination({ ...destination, methods: null }, { ...place, method: 'GET', path: target, headers: fields }),
  )
  const own = destinationsAt(token, place).map(formatDestination)
  return {
    status: 403,
    code: isOnlyMethod ? 'out-of-domain-method' : 'out-of-domain-path',
    token,
    rule: own[0] ?? null,
    detail: `${token.name} may ${mayOf(token, asked)}; this was ${whatWas(asked)}`,
    hint: `to allow it: bulkhead edit ${token.name} ${[...token.destinations.map(formatDestination), wanted(asked)]
      .map((each) => `--to ${quoted(each)}`)
      .join(' ')}`,
  }
}

/** A credential that is no placeholder of this session, or one of a token that is for another host. */
export function strangerRefusal(
  code: 'placeholder-unknown' | 'out-of-domain-host',
  token: BrokeredToken | null,
  asked: Asked,
): Refusal {
  const { host } = asked.place
  if (code === 'out-of-domain-host') {
    const name = token?.name ?? 'this token'
    return {
      ...{ status: 403, code, token, rule: null },
      detail: `${name} is not for ${host}; this was ${whatWas(asked)}`,
      hint: `see where it may go: bulkhead show ${name}`,
    }
  }
  return {
    ...{ status: 403, code, token, rule: null },
    detail: `the credential sent to ${host} is not the placeholder that this session holds for it`,
    hint:
      token === null ? 'use the variables of this session' : `send the value of ${token.env} as it is in this session`,
  }
}

export const misplacedRefusal = (token: BrokeredToken, asked: Asked, where: string): Refusal => ({
  status: 403,
  code: 'placeholder-misplaced',
  token,
  rule: null,
  detail: `the placeholder of ${token.name} stands ${where} in a request to ${asked.place.host}`,
  hint: 'a placeholder is taken only where its provider reads a credential, such as the Authorization header',
})

export const blockedRefusal = (
  code: 'token-expired' | 'token-quarantined',
  token: BrokeredToken,
  asked: Asked,
): Refusal => ({
  status: 403,
  code,
  token,
  rule: null,
  detail: `${token.name} ${code === 'token-expired' ? 'has expired' : 'is quarantined'}; this was ${whatWas(asked)}`,
  hint:
    code === 'token-expired'
      ? `give it a new secret: bulkhead rotate ${token.name}`
      : `if it is safe: bulkhead release ${token.name}`,
})

function mayOf(token: BrokeredToken, { place }: Asked): string {
  const own = destinationsAt(token, place)
  const said = own.slice(0, SHOWN).map((destination) => {
    const text = formatDestination({ ...destination, carrier: null })
    return destination.methods === null ? `call ${text}` : text.replaceAll(',', ' or ')
  })
  return [...said, ...(own.length > SHOWN ? [`${own.length - SHOWN} more`] : [])].join(', ')
}

// Never a query: what stands there may be a secret.
const whatWas = ({ method, place, target }: Asked): string => {
  const path = target.split('?', 1)[0] ?? ''
  const shown = path.length > PATH_SHOWN ? `${path.slice(0, PATH_SHOWN)}…` : path
  const port = place.port === (place.scheme === 'https' ? 443 : 80) ? '' : `:${place.port}`
  return `${method} ${place.host}${port}${shown}`
}

function wanted({ method, place, target }: Asked): string {
  const path = target.split('?', 1)[0] ?? '/'
  const shown = path.length <= PATH_SHOWN && isPathPattern(path) ? path : '/**'
  const known = /^[A-Z]+$/.test(method) ? [method] : null
  return formatDestination({ ...place, methods: known, path: shown, carrier: null })
}

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
