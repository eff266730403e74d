import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Bulkhead's folders on this machine. They are made on first use, not by naming them. */
export interface Paths {
  /** The catalog, and the sealed store where one was chosen. */
  readonly data: string
  readonly state: string
  readonly config: string
  readonly cache: string
  /** What dies with the login: CA bundles and the like. */
  readonly run: string
  /** The folder that `BULKHEAD_HOME` names and that holds all five; null without it. */
  readonly home: string | null
}

/** The secrets of a vault that has them under a passphrase instead of in the keychain, in its data folder. */
export const SEALED_FILE = 'sealed.db'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where this user's vault lives.
 *
 * `BULKHEAD_HOME` holds everything; else the XDG base directories (a relative value is ignored, as that specification
 * demands), `~/Library` on macOS, `%LOCALAPPDATA%` and `%APPDATA%` on Windows.
 *
 * @param home The user's home directory.
 */
export function pathsOf(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): Paths {
  const own = absolute(env.BULKHEAD_HOME)
  if (own !== null) return { ...under(own), home: own }
  if (platform === 'darwin') return inLibrary(join(home, 'Library'))
  if (platform === 'win32') return inAppData(env, home)
  return inXdg(env, home)
}

const under = (folder: string): Omit<Paths, 'home'> => ({
  data: join(folder, 'data'),
  state: join(folder, 'state'),
  config: join(folder, 'config'),
  cache: join(folder, 'cache'),
  run: join(folder, 'run'),
})

function inXdg(env: Environment, home: string): Paths {
  const state = join(absolute(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), 'bulkhead')
  const runtime = absolute(env.XDG_RUNTIME_DIR)
  return {
    data: join(absolute(env.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'bulkhead'),
    state,
    config: join(absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'), 'bulkhead'),
    cache: join(absolute(env.XDG_CACHE_HOME) ?? join(home, '.cache'), 'bulkhead'),
    run: runtime === null ? join(state, 'run') : join(runtime, 'bulkhead'),
    home: null,
  }
}

function inLibrary(library: string): Paths {
  const support = join(library, 'Application Support', 'bulkhead')
  return {
    data: join(support, 'data'),
    state: join(support, 'state'),
    config: join(library, 'Preferences', 'bulkhead'),
    cache: join(library, 'Caches', 'bulkhead'),
    run: join(support, 'state', 'run'),
    home: null,
  }
}

function inAppData(env: Environment, home: string): Paths {
  const local = join(absolute(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'bulkhead')
  const roaming = absolute(env.APPDATA) ?? join(home, 'AppData', 'Roaming')
  return { ...under(local), config: join(roaming, 'bulkhead'), home: null }
}

/** An empty or relative value counts as not set. */
const absolute = (path: string | undefined): string | null =>
  path !== undefined && path !== '' && isAbsolute(path) ? path : null
