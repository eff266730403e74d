/** Every way Bulkhead says no or fails; stable, for programs. */
export type ErrorCode =
  | 'usage'
  | 'name-invalid'
  | 'name-taken'
  | 'domain-invalid'
  | 'destination-invalid'
  | 'destination-refused'
  | 'variable-invalid'
  | 'variable-refused'
  | 'secret-invalid'
  | 'not-found'
  | 'keychain-missing'
  | 'keychain-locked'
  | 'keychain-crashed'
  | 'prompt-timeout'
  | 'cancelled'
  | 'project-untrusted'
  | 'foreign-domain'
  | 'god-unconfirmed'
  | 'token-quarantined'
  | 'token-expired'
  | 'inside-session'
  | 'catalog-newer'
  | 'catalog-corrupt'
  | 'disk'
  | 'unsafe-path'
  | 'too-big'
  | 'failure'

/**
 * The one error that Bulkhead throws on purpose: a stable `code` for programs, a message for people, a hint for what to do.
 *
 * Neither message nor hint ever holds a secret; foreign text in them is escaped by whoever prints it.
 */
export class BulkheadError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'BulkheadError'
    this.code = code
    this.hint = options.hint
  }
}
