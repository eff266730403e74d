import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'

/** What a JWT says of itself. Nobody has verified its signature: a forged one may say anything, and reaches nothing. */
export interface JwtClaims {
  readonly issuer: string | null
  readonly audiences: readonly string[]
  /** Scopes, permissions and roles; roles as `role:NAME`. */
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
  /** False when its header says `alg` none. */
  readonly signed: boolean
}

// Identity providers keep tokens under a header's size of 8 to 16 kB; what is larger is not read, and stays unknown.
const LENGTH_LIMIT = 64 * 1024
/** Longest claim value that is kept, in characters. */
const VALUE_LIMIT = 200
/** Most values of one list that are kept. A longer list is not read at all: a part of it would look narrower than the whole. */
const COUNT_LIMIT = 200

const SCOPES = ['scope', 'scp', 'scopes', 'permissions'] as const
const ROLES = ['role', 'roles'] as const
const READ = ['aud', ...SCOPES, ...ROLES] as const

/**
 * Reads the claims that tell reach: `iss`, `aud`, `exp` (RFC 7519), `scope` (RFC 8693), and what common issuers add
 * (`scp` of Microsoft and Okta, `permissions` of Auth0, `roles`, `role`, Keycloak's `realm_access.roles`).
 *
 * @returns null for what is no signed JWT in compact form, is larger than 64 kB, or holds more than can be
 * shown or other than text where text belongs: a part would look narrower than the whole.
 */
export function jwtClaims(text: string): JwtClaims | null {
  if (text.length > LENGTH_LIMIT) return null
  const parts = decoded(text)
  if (parts === null) return null

  const { header, payload } = parts
  if (!READ.every((name) => isReadable(payload[name]))) return null
  const scopes = SCOPES.flatMap((name) => words(payload[name]))
  const realm = payload.realm_access
  const roles = [...ROLES.map((name) => payload[name]), isObject(realm) ? realm.roles : null].flatMap(words)
  const audiences = list(payload.aud)
  const all = [...scopes, ...roles.map((role) => `role:${role}`)]
  if (all.length > COUNT_LIMIT || audiences.length > COUNT_LIMIT) return null
  return {
    issuer: typeof payload.iss === 'string' ? cut(payload.iss) : null,
    audiences: audiences.map(cut),
    scopes: [...new Set(all)].map(cut),
    expiresAt: timeOf(payload.exp),
    signed: typeof header.alg === 'string' && header.alg.toLowerCase() !== 'none',
  }
}

function decoded(text: string): { header: Record<string, unknown>; payload: Record<string, unknown> } | null {
  try {
    return { header: { ...decodeProtectedHeader(text) }, payload: decodeJwt(text) }
  } catch {
    return null
  }
}

/** RFC 7519's NumericDate: seconds, perhaps with a fraction. What no calendar holds is no time. */
export function timeOf(seconds: unknown): string | null {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 253_402_300_799)) return null
  return new Date(Math.floor(seconds * 1000)).toISOString()
}

const words = (value: unknown): string[] => list(value).flatMap((text) => text.split(/\s+/).filter(Boolean))

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')

const cut = (text: string): string => (text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text)

/** True for what RFC 7519 allows of an audience: nothing, a text, or a list of texts. */
const isReadable = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.length === list(value).length)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
