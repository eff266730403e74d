import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { BulkheadError } from '../core/errors.ts'
import { type FoundFile, PROJECT_FILE, PROJECT_FILE_LIMIT, type Project, projectAt } from '../core/project/project.ts'
import { trustHash, trustOf } from '../core/project/trust.ts'
import type { Vault } from '../core/vault/vault.ts'
import { asDiskError } from './files/disk-error.ts'
import { unsafe } from './files/safe-directory.ts'

type Known = Pick<Vault, 'catalog' | 'hash' | 'world'>

/**
 * The project that a folder belongs to: the nearest one upwards with a project file or with bindings in the catalog.
 *
 * Without either, the folder itself, with nothing bound.
 *
 * @param start Any folder; links in its path are followed first.
 * @throws {BulkheadError} `not-found` for a folder that is not there; `unsafe-path` and `too-big` for a project file that
 *   cannot be trusted, whatever was answered about it.
 */
export function findProject(start: string, { catalog, hash, world }: Known): Project {
  const folder = canonicalFolder(start)
  for (let root = folder; ; root = dirname(root)) {
    const file = readProjectFile(root)
    const bindings = catalog.bindings(root)
    if (file !== null || bindings.length > 0) {
      const found = file === null ? null : foundFile(root, file, { catalog, hash })
      return projectAt(root, found, bindings, catalog, world.now())
    }
    if (root === dirname(root)) return projectAt(folder, null, [], catalog, world.now())
  }
}

function foundFile(root: string, content: Uint8Array, { catalog, hash }: Pick<Known, 'catalog' | 'hash'>): FoundFile {
  const path = join(root, PROJECT_FILE)
  const name = trustHash(path, content, hash)
  return { path, content, hash: name, ...trustOf(name, root, catalog) }
}

function canonicalFolder(start: string): string {
  try {
    const path = realpathSync.native(start)
    // A trailing slash makes the system refuse what is not a folder.
    realpathSync.native(`${path}/`)
    return path
  } catch (cause) {
    throw new BulkheadError('not-found', `no folder ${start}`, {
      hint: 'name the folder of a project, or one below it',
      cause,
    })
  }
}

/**
 * Reads a project file through one descriptor, so that what was checked is what is read; null when there is none.
 *
 * It must be a regular file of ours that nobody else can write: its content decides which secrets a command gets.
 */
function readProjectFile(root: string): Uint8Array | null {
  const path = join(root, PROJECT_FILE)
  const descriptor = open(path)
  if (descriptor === null) return null
  try {
    refuseUnsafe(path, fstatSync(descriptor))
    return readWhole(path, descriptor)
  } finally {
    closeSync(descriptor)
  }
}

// O_NONBLOCK: a FIFO in the file's place would make open wait for a writer. Windows knows neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

function open(path: string): number | null {
  try {
    return openSync(path, FLAGS)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    if (code === 'ELOOP' || code === 'EMLINK') throw unsafe(path, 'is a symbolic link', MAKE_ITS_OWN)
    if (code === 'ENXIO') throw unsafe(path, 'is not a regular file', MAKE_ITS_OWN)
    throw asDiskError(error, `cannot read ${path}`)
  }
}

const MAKE_ITS_OWN = 'put a regular file there that belongs to you'

function refuseUnsafe(path: string, stat: Stats): void {
  if (!stat.isFile()) throw unsafe(path, 'is not a regular file', MAKE_ITS_OWN)
  // Windows has neither owners nor modes here; its access lists are not read.
  if (process.platform === 'win32') return
  if (stat.uid !== process.geteuid?.()) throw unsafe(path, 'belongs to another user', MAKE_ITS_OWN)
  if ((stat.mode & 0o022) !== 0) throw unsafe(path, 'can be written by others', `chmod go-w ${path}`)
}

function readWhole(path: string, descriptor: number): Uint8Array {
  const content = Buffer.alloc(PROJECT_FILE_LIMIT + 1)
  let length = 0
  for (let read = -1; read !== 0 && length < content.length; length += read) {
    read = readSync(descriptor, content, length, content.length - length, null)
  }
  if (length <= PROJECT_FILE_LIMIT) return content.subarray(0, length)
  throw new BulkheadError('too-big', `${path} is larger than ${PROJECT_FILE_LIMIT / 1024} KiB`, {
    hint: 'a project file holds a name and a few bindings: shorten it',
  })
}
