// Part of the entry: plain enough for Node 18, see bulkhead.ts.
import { lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathsOf } from '../node/paths.ts'

/**
 * The folder for V8's compile cache, made when it is missing; null when it cannot be made or trusted.
 *
 * Who can write there decides what code we run, so it must be a folder of ours that is closed to others.
 */
export function compileCacheFolder(env: NodeJS.ProcessEnv): string | null {
  const { cache } = pathsOf(env)
  const folder = join(cache, 'compile')
  try {
    if (!isClosed(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    return isClosed(cache) && isClosed(folder) ? folder : null
  } catch {
    return null
  }
}

/** True for a real folder that only its owner, who is us, can read and write; Windows has no such modes. */
function isClosed(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isDirectory()) return false
  return process.platform === 'win32' || (stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0)
}
