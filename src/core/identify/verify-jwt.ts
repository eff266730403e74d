import { isObject } from './foreign-text.ts'
import { innerJson } from './inner-json.ts'

/** How a JWT stands to the keys it was checked with. */
export type Signature = 'verified' | 'not-verified'

// Only what public keys can check. `none` and the HS family are left out: with those, a public key would be a password that everybody knows.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
const KEY_LIMIT = 100

// RFC 7517 and RFC 7518 section 6: the public members of a key. A private part that came along is never looked at.
const MEMBERS = ['kty', 'kid', 'use', 'key_ops', 'alg', 'crv', 'x', 'y', 'n', 'e']
const KINDS: ReadonlySet<unknown> = new Set(['RSA', 'EC', 'OKP'])

/** A key of a set, public members only. */
export type PublicKey = Record<string, unknown> & { readonly kty: string }

/**
 * Reads a JWKS, or one JWK: its public keys.
 *
 * @returns null when it is no such JSON, holds no public key, or more than 100.
 */
export function readJwks(text: string): readonly PublicKey[] | null {
  const parsed = innerJson(text)
  const given = Array.isArray(parsed?.keys) ? parsed.keys : parsed?.kty === undefined ? [] : [parsed]
  if (given.length > KEY_LIMIT) return null
  const keys = given.flatMap((key): PublicKey[] => {
    if (!isObject(key) || !KINDS.has(key.kty)) return []
    return [Object.fromEntries(Object.entries(key).filter(([name]) => MEMBERS.includes(name))) as PublicKey]
  })
  return keys.length === 0 ? null : keys
}

/**
 * Checks a JWT's signature with the given keys. Whether it has ended, and for whom it is, is not looked at: its claims say that.
 *
 * @param text A JWT in compact form.
 */
export async function verifyJwt(text: string, keys: readonly PublicKey[]): Promise<Signature> {
  // The parts of jose that check signatures are loaded for this alone.
  const [{ compactVerify }, { importJWK }, { decodeProtectedHeader }] = await Promise.all([
    import('jose/jws/compact/verify'),
    import('jose/key/import'),
    import('jose/decode/protected_header'),
  ])
  for (const key of keys) {
    try {
      const { alg, kid } = decodeProtectedHeader(text)
      // A key that names itself, or its algorithm, is for that alone.
      if (key.kid !== undefined && kid !== undefined && key.kid !== kid) continue
      if (key.alg !== undefined && key.alg !== alg) continue
      if (key.use !== undefined && key.use !== 'sig') continue
      await compactVerify(text, await importJWK(key, alg), { algorithms: ALGORITHMS })
      return 'verified'
    } catch {
      // Another key may do: a wrong kind, too short, an unknown curve or another signature are all no proof.
    }
  }
  return 'not-verified'
}
