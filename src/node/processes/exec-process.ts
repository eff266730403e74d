import { statSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import type { Environment } from '../../core/session/environment.ts'
import { programStart } from './program-file.ts'
import { tooLarge } from './too-large.ts'
import { whichCommand } from './which-command.ts'

/** A command that can be started; `how` says whether it may take this process's place. */
export interface Launch {
  readonly how: 'replace' | 'spawn'
  readonly path: string
  readonly argv: readonly string[]
}

/** Why a command cannot be started, with the exit code that shells give for that. */
export interface NoLaunch {
  readonly exitCode: 126 | 127
  readonly reason: string
}

/**
 * Looks for a command and at its file, so that starting it cannot fail.
 *
 * @param command The name and the arguments, at least one.
 * @param path The PATH of the environment it will get.
 */
export function prepareLaunch(command: readonly string[], path: string | undefined): Launch | NoLaunch {
  const [name = '', ...args] = command
  // Windows has no execve, and libuv knows the rules by which it finds programs.
  if (process.platform === 'win32') return { how: 'spawn', path: name, argv: command }
  const found = whichCommand(name, path)
  if (found.kind === 'failure') return found

  const start = programStart(found.path)
  if (start.kind === 'failure') return { exitCode: 126, reason: start.reason }
  if (start.path === found.path && isBeingWritten(found.path))
    return { exitCode: 126, reason: 'the file is being written' }
  return { how: start.kind, path: start.path, argv: start.prefix.length > 0 ? [...start.prefix, ...args] : command }
}

/** Why a prepared command cannot be started with this environment, or null. */
export function launchProblem({ argv, path }: Launch, env: Environment): NoLaunch | null {
  const reason = tooLarge([path, ...argv], env)
  return reason === null ? null : { exitCode: 126, reason }
}

/**
 * Puts the command in this process's place.
 *
 * Node ignores SIGPIPE and SIGXFSZ, and what a process ignores its successor ignores, too; what it listens to is reset
 * to the default. Node itself gives all other signals their default at its start.
 */
export function replaceProcess({ path, argv }: Launch, env: Environment): never {
  for (const signal of ['SIGPIPE', 'SIGXFSZ'] as const) process.on(signal, () => {})
  if (process.execve === undefined) throw new TypeError('this Node has no execve')
  // Node writes its compile cache when a process ends by itself, which this one never does.
  flushCompileCache()
  return process.execve(path, argv, env)
}

/**
 * Only a file that changed lately is worth the probe, ms: it costs a fifth of the start of Node. Whoever writes for longer
 * changes the file again and again; an image that was unpacked an hour ago, or a second link, is no writing.
 */
const LATELY = 60 * 1000

/** Longer than Linux takes for one argument: 32 pages (MAX_ARG_STRLEN), which are of 4 KiB on PCs and up to 64 KiB elsewhere. */
const IMPOSSIBLE = 32 * (process.arch === 'x64' || process.arch === 'ia32' ? 4 : 64) * 1024 + 1

/**
 * True when another process has the file open for writing: execve would answer ETXTBSY, and Node would end on it.
 *
 * The only way to learn it is to try; an impossible argument keeps the attempt from getting anywhere. Linux 6.9 and
 * newer look at the file first; older ones only find the argument too long.
 */
function isBeingWritten(path: string): boolean {
  if (process.platform !== 'linux' || Date.now() - statSync(path).ctimeMs > LATELY) return false
  // Loaded only here: it brings 35 modules of Node's along.
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  const { error } = spawnSync(path, ['x'.repeat(IMPOSSIBLE)], { env: {}, stdio: 'ignore' })
  return error !== undefined && 'code' in error && error.code === 'ETXTBSY'
}
