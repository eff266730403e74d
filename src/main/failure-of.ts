import type { Failure } from '../contract/view.ts'
import { BulkheadError } from '../core/errors.ts'

/**
 * What the window is told of an error: ours as it is, any other as a plain sentence without its message or stack.
 *
 * An error that is not ours may quote anything, a secret included.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof BulkheadError) return { code: error.code, message: error.message, hint: error.hint ?? null }
  return { code: 'failure', message: 'something inside bulkhead went wrong', hint: 'run: bulkhead doctor' }
}
