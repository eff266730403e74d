import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'
import { FOREIGN_LIMITS } from './foreign-text.ts'
import { jwtRights, textsOf } from './jwt-rights.ts'

/** What a JWT says of itself. Nobody has verified its signature: a forged one may say anything, and reaches nothing. */
export interface JwtClaims {
  readonly issuer: string | null
  readonly audiences: readonly string[]
  /** Scopes and permissions, and roles and groups as `role:NAME`. */
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
  /** When it begins to hold; null when it does not say. */
  readonly notBefore: string | null
  readonly issuedAt: string | null
  /** False when its header says `alg` none or nothing that is known, or it ends without a signature. */
  readonly signed: boolean
  /** True when its header brings the key to check it with: whoever follows it believes anybody. */
  readonly ownKey: boolean
  /** All its claims, as they are. */
  readonly payload: Readonly<Record<string, unknown>>
}

// Identity providers keep tokens under a header's size of 8 to 16 kB; what is larger is not read, and stays unknown.
const LENGTH_LIMIT = 64 * 1024

// RFC 7515 section 4.1: addresses of keys, and keys.
const OWN_KEYS = ['jwk', 'jku', 'x5u', 'x5c']

/**
 * Reads the claims that tell reach: issuer, audience, expiry (RFC 7519), and under which names issuers put scopes and roles.
 *
 * @returns null for what is no signed JWT in compact form, and for one too large or too odd to be shown whole.
 */
export function jwtClaims(text: string): JwtClaims | null {
  const parts = text.length > LENGTH_LIMIT ? null : decoded(text)
  if (parts === null) return null

  const { header, payload } = parts
  const audiences = textsOf(payload.aud)?.filter((audience) => audience !== '') ?? null
  const scopes = jwtRights(payload)
  if (!isWhole(audiences) || !isWhole(scopes)) return null
  const [issuer = null] = textsOf(payload.iss) ?? []
  return {
    issuer: issuer?.slice(0, FOREIGN_LIMITS.length) ?? null,
    audiences,
    scopes: [...new Set(scopes)],
    expiresAt: timeOf(payload.exp),
    notBefore: timeOf(payload.nbf),
    issuedAt: timeOf(payload.iat),
    signed: isSigned(header.alg, text),
    ownKey: OWN_KEYS.some((name) => name in header),
    payload,
  }
}

// IANA, "JSON Web Signature and Encryption Algorithms". Under any other name nobody checks anything.
const SIGNATURES =
  /^(?:(?:HS|RS|PS|ES)(?:256|384|512)|ES256K|EdDSA|Ed25519|Ed448|ML-DSA-(?:44|65|87)|ESP(?:256|384|512))$/

const isSigned = (alg: unknown, text: string): boolean =>
  typeof alg === 'string' && SIGNATURES.test(alg) && !text.endsWith('.')

/** RFC 7519's NumericDate: seconds, perhaps with a fraction. What no calendar holds is no time. */
export function timeOf(seconds: unknown): string | null {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 253_402_300_799)) return null
  return new Date(Math.floor(seconds * 1000)).toISOString()
}

function decoded(text: string): { header: Record<string, unknown>; payload: Record<string, unknown> } | null {
  try {
    return { header: { ...decodeProtectedHeader(text) }, payload: decodeJwt(text) }
  } catch {
    return null
  }
}

// What holds more than can be kept is not read at all, as a part of it would look narrower.
const isWhole = (values: readonly string[] | null): values is readonly string[] =>
  values !== null &&
  values.length <= FOREIGN_LIMITS.count &&
  values.every(({ length }) => length <= FOREIGN_LIMITS.length)
