// Part of the entry: plain enough for Node 18, see bulkhead.ts.
import { lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathsOf } from '../node/files/paths.ts'

/**
 * The folder for V8's compile cache, made when it is missing; null when it cannot be made or trusted.
 *
 * Who can write there decides what code we run, so it must be a folder of ours that is closed to others.
 *
 * @param argv What follows the program's name. `exec` has a folder of its own, with a broker another: Node keeps of a file
 *   what its first run compiled, and never adds to it. In one folder, the first `add` would leave `exec` to compile its
 *   own half of the shared files at each start.
 */
export function compileCacheFolder(env: NodeJS.ProcessEnv, argv: readonly string[]): string | null {
  const { cache } = pathsOf(env)
  const compile = join(cache, 'compile')
  const own = join(compile, wayOf(argv))
  try {
    return [cache, compile, own].every(isOursAlone) ? own : null
  } catch {
    return null
  }
}

function wayOf(argv: readonly string[]): string {
  if (argv[0] !== 'exec') return 'others'
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).indexOf('--broker') < 0 ? 'exec' : 'exec-broker'
}

function isOursAlone(folder: string): boolean {
  if (isClosed(folder)) return true
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return isClosed(folder)
}

/** True for a real folder that only its owner, who is us, can read and write; Windows has no such modes. */
function isClosed(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isDirectory()) return false
  return process.platform === 'win32' || (stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0)
}
