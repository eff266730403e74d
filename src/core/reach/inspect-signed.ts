import { BulkheadError } from '../errors.ts'
import { type Identity, identify } from '../identify/identify.ts'
import { type PublicKey, type Signature, verifyJwt } from '../identify/verify-jwt.ts'
import type { Contents } from '../token/contents.ts'
import type { Provider } from '../token/provider.ts'
import { inspectionOf } from './inspect.ts'
import type { Inspection } from './inspection.ts'

/**
 * As `inspect`, for a JWT whose signature is checked with keys that the user gives.
 *
 * @throws {BulkheadError} `usage` for what is no JWT.
 */
export async function inspectSigned(
  text: string,
  providers: readonly Provider[],
  keys: readonly PublicKey[],
  now: Date,
): Promise<Inspection> {
  const identity = identify(text, providers)
  if (identity.contents?.source !== 'claims' || identity.provider?.id !== 'jwt')
    throw new BulkheadError('usage', 'only a JWT has a signature that keys can check', { hint: 'leave --jwks out' })

  const signature = await verifyJwt(text.trim(), keys)
  return inspectionOf(withSignature(identity, identity.contents, signature), null, now)
}

function withSignature(identity: Identity, contents: Contents, signature: Signature): Identity {
  if (signature === 'verified') {
    const says = contents.says.map((sentence) => sentence.replace('it says, unverified, that', 'it says that'))
    return { ...identity, contents: { ...contents, says: ['its signature is verified with the given keys', ...says] } }
  }
  // Whoever wrote it is none of those whom the user trusts: nothing in it makes it narrow.
  const doubted: Contents = {
    ...contents,
    says: ['it is NOT signed by any of the given keys', ...contents.says],
    breadth: contents.breadth === 'account' ? 'account' : 'unknown',
    expiresAt: null,
  }
  return { ...identity, contents: doubted, expiresAt: null }
}
