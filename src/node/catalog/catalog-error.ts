import { BulkheadError } from '../../core/errors.ts'

// Primary result codes, the low byte of an extended one. https://sqlite.org/rescode.html
const PERM = 3
export const BUSY = 5
const LOCKED = 6
const NOMEM = 7
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const CONSTRAINT = 19
const NOLFS = 22
const NOTADB = 26

const DISK: Readonly<Record<number, string>> = {
  [PERM]: 'permission is denied',
  [BUSY]: 'another program has been writing to it for too long',
  [LOCKED]: 'another program has been writing to it for too long',
  [NOMEM]: 'memory is used up',
  [READONLY]: 'the disk or the file is read-only',
  [IOERR]: 'the disk reports an error',
  [FULL]: 'the disk is full',
  [CANTOPEN]: 'the file cannot be opened',
  [NOLFS]: 'the file is too large for this disk',
}

/** SQLite's primary result code of an error that node:sqlite threw; null for any other error. */
export function resultCode(error: unknown): number | null {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return null
  return error.errcode & 0xff
}

export const isConstraint = (error: unknown): boolean => resultCode(error) === CONSTRAINT

export const isBusy = (error: unknown): boolean => [BUSY, LOCKED].includes(resultCode(error) ?? 0)

/** SQLite's error as ours, `disk` or `catalog-corrupt`; any other error stays what it is. */
export function asCatalogError(error: unknown): unknown {
  const code = resultCode(error)
  if (code === null) return error
  if (code === CORRUPT || code === NOTADB) return corrupt('it is damaged, or not a database', error)
  const reason = DISK[code]
  if (reason === undefined) return error
  return new BulkheadError('disk', `the catalog cannot be used: ${reason}`, {
    hint: 'nothing was changed; correct the cause and try again',
    cause: error,
  })
}

/** The error for a catalog whose content is not what we wrote. */
export const corrupt = (why: string, cause?: unknown): BulkheadError =>
  new BulkheadError('catalog-corrupt', `the catalog cannot be read: ${why}`, {
    hint: 'put back a copy of catalog.db, or move it away to start afresh; secrets stay in the keychain',
    cause,
  })
