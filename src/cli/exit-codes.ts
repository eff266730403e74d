import { BulkheadError, type ErrorCode } from '../core/errors.ts'

/** What the process ends with. `exec` and `shell` have codes of their own. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  keychain: 5,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const EXIT_OF: Readonly<Record<ErrorCode, ExitCode>> = {
  usage: EXIT.usage,
  'name-invalid': EXIT.usage,
  'domain-invalid': EXIT.usage,
  'destination-invalid': EXIT.usage,
  'variable-invalid': EXIT.usage,
  'secret-invalid': EXIT.usage,
  'destination-refused': EXIT.refused,
  'variable-refused': EXIT.refused,
  cancelled: EXIT.refused,
  'project-untrusted': EXIT.refused,
  'foreign-domain': EXIT.refused,
  'god-unconfirmed': EXIT.refused,
  'token-quarantined': EXIT.refused,
  'token-expired': EXIT.refused,
  'inside-session': EXIT.refused,
  'unsafe-path': EXIT.refused,
  'not-found': EXIT.notFound,
  'keychain-missing': EXIT.keychain,
  'keychain-locked': EXIT.keychain,
  'keychain-crashed': EXIT.keychain,
  'prompt-timeout': EXIT.keychain,
  'name-taken': EXIT.failure,
  'catalog-newer': EXIT.failure,
  'catalog-corrupt': EXIT.failure,
  disk: EXIT.failure,
  'too-big': EXIT.failure,
  failure: EXIT.failure,
}

/** The exit code for anything thrown; what is not ours is a failure. */
export const exitCodeOf = (error: unknown): ExitCode =>
  error instanceof BulkheadError ? EXIT_OF[error.code] : EXIT.failure
