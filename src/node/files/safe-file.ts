import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { nodeCrypto } from '../node-crypto.ts'
import { asDiskError } from './disk-error.ts'
import { refuseForeign, statOf, unsafe } from './safe-directory.ts'

// Windows knows neither flag.
const NOFOLLOW = constants.O_NOFOLLOW ?? 0
// A FIFO would make open wait for a writer.
const NONBLOCK = constants.O_NONBLOCK ?? 0

/**
 * Checks a file of ours and gives it mode 0600 if it is too open. A missing file is left missing.
 *
 * @throws {BulkheadError} `unsafe-path` for a symbolic or hard link, another owner, or what is not a regular file.
 */
export function tightenFile(path: string): void {
  const found = statOf(path)
  if (found === null) return
  if (found.isSymbolicLink()) throw unsafe(path, 'is a symbolic link')
  if (!found.isFile()) throw unsafe(path, 'is not a regular file')
  refuseForeign(path, found)
  if (found.nlink > 1) throw unsafe(path, 'has a second name (a hard link)')
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return

  withDescriptor(path, constants.O_RDONLY | NOFOLLOW | NONBLOCK, (descriptor) => fchmodSync(descriptor, 0o600))
}

/** Makes an empty file with mode 0600, whatever the umask is; false when it is there already. @throws {BulkheadError} `disk`. */
export function createFile(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NOFOLLOW, 0o600))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw asDiskError(error, `cannot make ${path}`)
  }
}

/**
 * Writes a file that was not there, with mode 0600; false when something of that name is, which stays as it is.
 *
 * @throws {BulkheadError} `disk`; then no half of it is left.
 */
export function writeNewFile(path: string, content: string): boolean {
  if (!createFile(path)) return false
  try {
    withDescriptor(path, constants.O_WRONLY | NOFOLLOW, (descriptor) => {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    })
    return true
  } catch (error) {
    rmSync(path, { force: true })
    throw asDiskError(error, `cannot write ${path}`)
  }
}

/**
 * Replaces a file's content in one step: a new file beside it, written and synced, then renamed over it.
 *
 * @throws {BulkheadError} `disk`; the old content stays.
 */
export function writeFileSafely(path: string, content: string | Uint8Array): void {
  const temporary = join(dirname(path), `.${nodeCrypto().randomBytes(8).toString('hex')}.tmp`)
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NOFOLLOW
  try {
    withDescriptor(
      temporary,
      flags,
      (descriptor) => {
        writeFileSync(descriptor, content)
        fsyncSync(descriptor)
      },
      0o600,
    )
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw asDiskError(error, `cannot write ${path}`)
  }
}

/**
 * Reads a regular file of ours through one descriptor, so that what was checked is what is read; null when it is missing.
 *
 * @param limit Bytes at most.
 * @throws {BulkheadError} `unsafe-path`, `disk`.
 */
export function readFileSafely(path: string, limit: number): Buffer | null {
  const found = statOf(path)
  if (found === null) return null
  if (found.isSymbolicLink()) throw unsafe(path, 'is a symbolic link')
  return withDescriptor(path, constants.O_RDONLY | NOFOLLOW | NONBLOCK, (descriptor) => {
    const opened = fstatSync(descriptor)
    if (!opened.isFile()) throw unsafe(path, 'is not a regular file')
    refuseForeign(path, opened)
    if (opened.size > limit) throw unsafe(path, 'is larger than it may be')
    return readFileSync(descriptor)
  })
}

function withDescriptor<T>(path: string, flags: number, use: (descriptor: number) => T, mode?: number): T {
  let descriptor: number
  try {
    descriptor = openSync(path, flags, mode)
  } catch (error) {
    throw asDiskError(error, `cannot open ${path}`)
  }
  try {
    return use(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
