import type { Secret } from '../token/secret.ts'
import { type KnownTokens, knownTokenIn } from './known-tokens.ts'

/** Variables by name. Build one with `variables`: a plain object would lose a variable called `__proto__`. */
export type Environment = Readonly<Record<string, string>>

/** A change of environment as a value: it can be looked at before it is applied. */
export interface EnvironmentChange {
  readonly set: ReadonlyMap<string, Secret | string>
  readonly unset: readonly string[]
  /** Variables among `unset` that held a token which the project does not bind, with that token's name. */
  readonly removed: readonly { readonly env: string; readonly token: string }[]
}

/** What `--clean` keeps, besides `LC_*`. */
const KEPT = new Set(
  'HOME USER LOGNAME SHELL PATH TERM LANG TZ TMPDIR XDG_RUNTIME_DIR DISPLAY WAYLAND_DISPLAY'.split(' '),
)

/**
 * The change that turns a parent's environment into that of a session.
 *
 * @param set What the session gets: its bound variables, and our own.
 * @param foreign Known tokens that the project does not bind, by fingerprint.
 * @param clean Drops everything but a short list of harmless variables.
 * @param drop Variables that go in any case.
 */
export function scopedEnvironment(
  parent: Environment,
  set: ReadonlyMap<string, Secret | string>,
  foreign: KnownTokens,
  { clean = false, drop = [] }: { readonly clean?: boolean; readonly drop?: readonly string[] } = {},
): EnvironmentChange {
  const unset: string[] = []
  const removed: { env: string; token: string }[] = []
  const strangers = new Set<string>()
  const home = homeIn(parent)
  for (const [env, value] of Object.entries(parent)) {
    if (set.has(env)) continue
    const token = knownTokenIn(value, foreign, home, strangers)
    if (token !== null) removed.push({ env, token })
    if (token !== null || drop.includes(env) || (clean && !isKept(env))) unset.push(env)
  }
  return { set, unset, removed }
}

/** The environment after a change. Secrets are revealed here, on their way into the child. */
export function applyChange({ set, unset }: EnvironmentChange, to: Environment): Environment {
  const gone = new Set(unset)
  const kept = Object.entries(to).filter(([env]) => !gone.has(env) && !set.has(env))
  const added = Array.from(set, ([env, value]): [string, string] => [
    env,
    typeof value === 'string' ? value : value.reveal(),
  ])
  return variables([...kept, ...added])
}

/** An environment that holds any name, `__proto__` too. */
export function variables(entries: Iterable<readonly [string, string]>): Environment {
  const all: Record<string, string> = Object.create(null)
  for (const [env, value] of entries) all[env] = value
  return all
}

/** The home folder with a slash behind it, where that is long enough to be no secret's beginning. */
function homeIn({ HOME = '' }: Environment): string | null {
  const folder = HOME.replace(/\/+$/, '')
  return folder.startsWith('/') && folder.length >= 5 ? `${folder}/` : null
}

const isKept = (env: string): boolean => KEPT.has(env) || env.startsWith('LC_')
