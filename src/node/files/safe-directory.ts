import { lstatSync, mkdirSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { BulkheadError } from '../../core/errors.ts'
import { asDiskError } from './disk-error.ts'

const OPEN_TO_OTHERS = 0o077

/**
 * Makes a folder of ours with mode 0700, or checks the one that is there.
 *
 * Parents that are missing are made with mode 0700, too (XDG Base Directory Specification).
 *
 * @throws {BulkheadError} `unsafe-path` for a symbolic link, another owner, a mode open to others, or what is not a
 *   folder; `disk` when it cannot be made.
 */
export const safeDirectory = (path: string): void =>
  makeOrCheck(path, OPEN_TO_OTHERS, 'is open to other users', 'chmod 700')

/**
 * Checks the folder that `BULKHEAD_HOME` names, or makes it: others may look into it, but not change it.
 *
 * @throws {BulkheadError} `unsafe-path`, `disk`.
 */
export const safeHome = (path: string): void => makeOrCheck(path, 0o022, 'can be changed by other users', 'chmod go-w')

/** @param refused The bits of a mode that may not be set; then what is said of the folder, and the command that mends it. */
function makeOrCheck(path: string, refused: number, why: string, mend: string): void {
  const found = statOf(path)
  if (found === null) {
    make(path)
    return
  }
  refuseUnlessFolder(path, found)
  refuseForeign(path, found)
  // Windows has no such bits; its profile folders are private by their access lists.
  if (process.platform !== 'win32' && (found.mode & refused) !== 0) {
    throw unsafe(path, why, `${mend} ${JSON.stringify(path)}`)
  }
}

/** What is at a path, without following a link; null when nothing is. @throws {BulkheadError} `disk`. */
export function statOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    throw asDiskError(error, `cannot look at ${path}`)
  }
}

/** @throws {BulkheadError} `unsafe-path` when another user owns it. */
export function refuseForeign(path: string, { uid }: Pick<Stats, 'uid'>): void {
  const own = process.getuid?.()
  if (own !== undefined && uid !== own) throw unsafe(path, 'belongs to another user')
}

export const unsafe = (path: string, what: string, hint?: string): BulkheadError =>
  new BulkheadError('unsafe-path', `${path} ${what}`, {
    hint: hint ?? 'move it away; bulkhead makes a new one',
  })

function refuseUnlessFolder(path: string, found: Stats): void {
  if (found.isSymbolicLink()) throw unsafe(path, 'is a symbolic link')
  if (!found.isDirectory()) throw unsafe(path, 'is not a folder')
}

function make(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process of ours may have made it meanwhile; then it is checked like any other.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw asDiskError(error, `cannot make the folder ${path}`)
    }
    refuseUnlessFolder(path, lstatSync(path))
    refuseForeign(path, lstatSync(path))
  }
}
