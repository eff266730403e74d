import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import type { Environment } from '../../core/session/environment.ts'
import type { Paths } from './paths.ts'
import { safeDirectory } from './safe-directory.ts'
import { readFileSafely, writeFileSafely } from './safe-file.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Far more than any system's roots. */
const LIMIT = 8 * 1024 * 1024

// Where OpenSSL looks, by how it was built: Node's own, Debian's, Fedora's, and OpenSSL's default.
const PLACES: readonly string[] = ['/etc/ssl', '/usr/lib/ssl', '/etc/pki/tls', '/usr/local/ssl'].flatMap((folder) => [
  `${folder}/cert.pem`,
  `${folder}/certs`,
])

const DAY = 24 * 60 * 60_000

/**
 * The roots of the system, PEM, each once.
 *
 * Node reads and parses every file of the system's folder, 70 ms with 144 roots, which is more than all else that a
 * broker's start takes. So on Linux they are kept in the cache folder, beside the compiled code of this program, for
 * a day at most, and until something changes where they come from. Elsewhere the system's store has no files to look at.
 */
export function systemRoots(parent: Environment, paths: Pick<Paths, 'cache'>, now = new Date()): string[] {
  if (process.platform !== 'linux') return read()
  const path = join(paths.cache, 'system-roots')
  const origin = originOf(parent, now)
  const kept = keptRoots(path, origin)
  if (kept !== null) return kept

  const roots = read()
  try {
    safeDirectory(paths.cache)
    writeFileSafely(path, [origin, ...roots].join('\n'))
  } catch {
    // Without a cache they are read again at the next start.
  }
  return roots
}

const read = (): string[] => [...new Set(getCACertificates('system').map((pem) => pem.trim()))]

/** What is kept, if it comes from these files and nobody but this user could write it; else null. */
function keptRoots(path: string, origin: string): string[] | null {
  try {
    safeDirectory(join(path, '..'))
    const content = readFileSafely(path, LIMIT)?.toString('latin1') ?? ''
    if (!content.startsWith(`${origin}\n`)) return null
    return content.match(CERTIFICATE) ?? []
  } catch {
    return null
  }
}

/**
 * A digest of what Node would read them from, of which program reads them, and of the day.
 *
 * The tools that add and take away roots write into these folders, so their own times show it, and looking at each of
 * hundreds of files would cost as much as half a start of Node. A file that is changed in place is seen the next day.
 */
function originOf({ SSL_CERT_FILE = '', SSL_CERT_DIR = '' }: Environment, now: Date): string {
  const files = [SSL_CERT_FILE, ...SSL_CERT_DIR.split(':'), ...PLACES]
  const day = Math.floor(now.getTime() / DAY)
  return createHash('sha256')
    .update(JSON.stringify([process.execPath, process.version, day, files.map(stateOf)]))
    .digest('hex')
}

function stateOf(path: string): unknown[] {
  const found = path === '' ? undefined : statSync(path, { throwIfNoEntry: false })
  return found === undefined ? [path] : [path, found.dev, found.ino, found.size, found.mtimeMs, found.ctimeMs]
}
