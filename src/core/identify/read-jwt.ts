import type { Contents } from '../token/contents.ts'
import type { Breadth } from '../token/reach.ts'
import { jwtClaims } from './jwt-claims.ts'
import { ownDestination } from './own-destination.ts'

/** What a JWT says of itself, as the contents of a secret. */
export function readJwt(text: string): Contents | null {
  const claims = jwtClaims(text)
  if (claims === null) return null
  const { issuer, audiences, scopes, signed, expiresAt } = claims
  const parts = [
    `it says, unverified, that ${issuer === null ? 'nobody is named as its issuer' : `${issuer} issued it`}`,
    `for ${audiences.length === 0 ? 'no named audience' : audiences.join(', ')}`,
    `with ${scopes.length === 0 ? 'no scope' : `the scopes ${scopes.join(' ')}`}`,
  ]
  const breadth = breadthOf(audiences, signed)
  return {
    source: 'claims',
    says: [parts.join(', '), ...(signed ? [] : ['it is not signed: its alg is none'])],
    ...(breadth === undefined ? {} : { breadth }),
    resources: audiences.map((name) => ({ kind: 'audience', name })),
    scopes,
    expiresAt,
    destinations: [...new Set(audiences.flatMap((audience) => ownDestination(audience) ?? []))],
  }
}

function breadthOf(audiences: readonly string[], signed: boolean): Breadth | undefined {
  if (audiences.some((audience) => audience.includes('*'))) return 'account'
  // Anybody can write an unsigned one: who takes it takes more than it says.
  if (!signed) return 'unknown'
  if (audiences.length === 0) return undefined
  return audiences.length === 1 ? 'resource' : 'several'
}
