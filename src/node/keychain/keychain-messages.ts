import { BulkheadError, type ErrorCode } from '../../core/errors.ts'

/** What is asked of the keychain's process. `id` comes back in the reply. */
export type KeychainRequest =
  | { readonly id: number; readonly op: 'get' | 'delete'; readonly account: string }
  | { readonly id: number; readonly op: 'set'; readonly account: string; readonly secret: string }

export type KeychainReply =
  /** A secret or null for `get`, null for `set`, whether there was one for `delete`. */
  | { readonly id: number; readonly value: string | boolean | null }
  | {
      readonly id: number
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint?: string }
    }

/** Reads a request. @throws {TypeError} for anything else; its text quotes nothing of the message. */
export function parseRequest(message: unknown): KeychainRequest {
  const { id, op, account, secret } = fieldsOf(message)
  if (typeof id !== 'number' || typeof account !== 'string') throw new TypeError('not a keychain request')
  if (op === 'get' || op === 'delete') return { id, op, account }
  if (op === 'set' && typeof secret === 'string') return { id, op, account, secret }
  throw new TypeError('not a keychain request')
}

/** Reads a reply. @throws {TypeError} for anything else; its text quotes nothing of the message. */
export function parseReply(message: unknown): KeychainReply {
  const { id, value, error } = fieldsOf(message)
  if (typeof id !== 'number') throw new TypeError('not a keychain reply')
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return { id, value }
  const { code, message: text, hint } = fieldsOf(error)
  if (typeof code !== 'string' || typeof text !== 'string') throw new TypeError('not a keychain reply')
  // The code is one of ours: both ends are built together.
  return { id, error: { code: code as ErrorCode, message: text, ...(typeof hint === 'string' ? { hint } : {}) } }
}

/** An error as a reply; of one that is not ours only that it happened, since its text is foreign. */
export function errorReply(id: number, error: unknown): KeychainReply {
  if (!(error instanceof BulkheadError))
    return { id, error: { code: 'failure', message: 'the keychain process failed' } }
  const { code, message, hint } = error
  return { id, error: { code, message, ...(hint === undefined ? {} : { hint }) } }
}

const fieldsOf = (message: unknown): Record<string, unknown> =>
  typeof message === 'object' && message !== null ? { ...message } : {}
