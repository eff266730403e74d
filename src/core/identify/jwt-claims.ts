import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'
import { FOREIGN_LIMITS, isObject } from './foreign-text.ts'

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
  /** False when its header says `alg` none, or it ends without a signature. */
  readonly signed: boolean
  /** True when its header brings the key to check it with: whoever follows it believes anybody. */
  readonly ownKey: boolean
  /** All its claims, as they are. */
  readonly payload: Readonly<Record<string, unknown>>
}

// Identity providers keep tokens under a header's size of 8 to 16 kB; what is larger is not read, and stays unknown.
const LENGTH_LIMIT = 64 * 1024
// `scope` is RFC 8693's, `scp` Microsoft's and Okta's, `permissions` Auth0's.
const SCOPE_NAMES: ReadonlySet<string> = new Set(['scope', 'scopes', 'scp', 'permissions'])
// Also below a namespace: `https://acme.example/roles`, `cognito:groups`.
const ROLE_NAME = /(?:^|[/:_.-])(?:roles?|groups|authorities|entitlements|permissions)$/i
const ADMIN_FLAG = /^(?:is[_-]?)?(?:admin|administrator|root|superuser|staff)$/i

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
  const audiences = textsOf(payload.aud)
  const scopes = scopesOf(payload)
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

const isSigned = (alg: unknown, text: string): boolean =>
  typeof alg === 'string' && !['', 'none'].includes(alg.trim().toLowerCase()) && !text.endsWith('.')

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

function scopesOf(payload: Record<string, unknown>): string[] | null {
  const found = Object.entries(payload).flatMap(([name, value]): (string[] | null)[] => {
    if (SCOPE_NAMES.has(name)) return [words(value)]
    if (ROLE_NAME.test(name)) return [asRoles(words(value))]
    return ADMIN_FLAG.test(name) && value === true ? [['role:admin']] : []
  })
  const all = [...found, ...keycloakRoles(payload).map((roles) => asRoles(words(roles)))]
  return all.some((list) => list === null) ? null : all.flatMap((list) => list ?? [])
}

/** Keycloak's `realm_access.roles` and `resource_access.CLIENT.roles`. */
function keycloakRoles({ realm_access: realm, resource_access: clients }: Record<string, unknown>): unknown[] {
  return [realm, ...(isObject(clients) ? Object.values(clients) : [])].map((access) =>
    isObject(access) ? access.roles : null,
  )
}

const asRoles = (names: readonly string[] | null): string[] | null => names?.map((name) => `role:${name}`) ?? null

const words = (value: unknown): string[] | null =>
  textsOf(value)?.flatMap((text) => text.split(/\s+/).filter((word) => word !== '')) ?? null

/** Nothing, one text or a list of texts, as a list; null for anything else. */
function textsOf(value: unknown): string[] | null {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? value : [value]
  return list.every((item) => typeof item === 'string') ? list : null
}

// What holds more than can be kept is not read at all, as a part of it would look narrower.
const isWhole = (values: readonly string[] | null): values is readonly string[] =>
  values !== null &&
  values.length <= FOREIGN_LIMITS.count &&
  values.every(({ length }) => length <= FOREIGN_LIMITS.length)
