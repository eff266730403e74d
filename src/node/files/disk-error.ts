import { BulkheadError } from '../../core/errors.ts'

const PLAIN: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file may not grow further',
  EROFS: 'the disk is read-only',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'the path goes in a circle',
  ENAMETOOLONG: 'the path is too long',
}

/**
 * A file system's error as ours: `disk`, with the reason in plain words.
 *
 * @param what What was tried, with the path.
 */
export function asDiskError(error: unknown, what: string): BulkheadError {
  if (error instanceof BulkheadError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new BulkheadError('disk', `${what}: ${PLAIN[code] ?? code}`, {
    hint: 'nothing was changed; free the disk or correct its permissions, then try again',
    cause: error,
  })
}
