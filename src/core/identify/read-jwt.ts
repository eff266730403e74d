import type { Contents } from '../token/contents.ts'
import type { Breadth } from '../token/reach.ts'
import { foreignList, foreignText } from './foreign-text.ts'
import { type JwtClaims, jwtClaims } from './jwt-claims.ts'
import { jwtKind } from './jwt-kinds.ts'
import { ownDestination } from './own-destination.ts'

/** What a JWT says of itself, unverified; an unsigned one is not believed in anything that would make it look narrower. */
export function readJwt(text: string): Contents | null {
  const claims = jwtClaims(text)
  if (claims === null) return null
  const { audiences, signed, expiresAt } = claims
  const kind = jwtKind(claims)
  const own = breadthOf(audiences, signed)
  const breadth = signed && own !== 'account' ? (kind.breadth ?? own) : own
  return {
    source: 'claims',
    says: [mainSentence(claims), ...partiesOf(claims), ...timesOf(claims), ...kind.says, ...warningsOf(claims)],
    ...(breadth === undefined ? {} : { breadth }),
    resources: [...audiences.map((name) => ({ kind: 'audience', name })), ...(kind.resources ?? [])],
    scopes: [...new Set([...claims.scopes, ...(kind.scopes ?? [])])],
    expiresAt: signed ? expiresAt : null,
    destinations: kind.destinations ?? [...new Set(audiences.flatMap((audience) => ownDestination(audience) ?? []))],
  }
}

function breadthOf(audiences: readonly string[], signed: boolean): Breadth | undefined {
  if (audiences.some((audience) => audience.includes('*'))) return 'account'
  // Anybody can write an unsigned one: who takes it takes more than it says.
  if (!signed) return 'unknown'
  if (audiences.length === 0) return undefined
  return audiences.length === 1 ? 'resource' : 'several'
}

const mainSentence = ({ issuer, audiences, scopes }: JwtClaims): string =>
  [
    `it says, unverified, that ${issuer === null ? 'nobody is named as its issuer' : `${foreignText(issuer)} issued it`}`,
    `for ${audiences.length === 0 ? 'no named audience' : foreignList(audiences)}`,
    `with ${scopes.length === 0 ? 'no scope' : `the scopes ${foreignList(scopes)}`}`,
  ].join(', ')

/** For whom it acts and through which client: `azp` and `client_id` (RFC 9068, OpenID Connect Core), `tid` and `appid` (Entra), `gty` (Auth0). */
function partiesOf({ payload }: JwtClaims): string[] {
  const client = foreignText(payload.azp ?? payload.client_id ?? payload.appid ?? payload.cid)
  const isProgram =
    payload.gty === 'client-credentials' ||
    payload.idtyp === 'app' ||
    (typeof payload.sub === 'string' && (payload.sub === client || payload.sub.endsWith('@clients')))
  const subject = isProgram ? ['it stands for a program, not for a person'] : []
  return client === null ? subject : [...subject, `it was given to the client ${client}`]
}

function timesOf({ expiresAt, notBefore, issuedAt, payload }: JwtClaims): string[] {
  if (notBefore !== null && expiresAt !== null && notBefore >= expiresAt)
    return [`it ends at ${expiresAt}, before it begins at ${notBefore}: it never holds`]
  return [
    ...(issuedAt === null ? [] : [`it was issued at ${issuedAt}`]),
    ...(notBefore === null ? [] : [`it begins to hold at ${notBefore}`]),
    ...(expiresAt === null ? [payload.exp === undefined ? 'it names no end' : 'the end it names is no time'] : []),
  ]
}

const warningsOf = ({ signed, ownKey }: JwtClaims): string[] => [
  ...(signed ? [] : ['it is not signed, or in no known way: nothing that it says is believed']),
  ...(ownKey ? ['its header brings its own key: whoever checks it with that believes anybody'] : []),
]
