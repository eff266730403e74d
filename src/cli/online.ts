import { BulkheadError } from '../core/errors.ts'

/** @throws {BulkheadError} `usage` for `--online`: this version reads offline only, and must not look as if it had asked. */
export function refuseOnline(online: boolean | undefined): void {
  if (!online) return
  throw new BulkheadError('usage', '--online is not in this version: reach is read from the token alone', {
    hint: 'run it without --online',
  })
}
