import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Environment } from '../core/session/environment.ts'
import type { Launch, NoLaunch } from './exec-process.ts'

/** Signals that a parent passes on to the one child it waits for. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGINT', 'SIGQUIT']

/** Those that a terminal sends to every process in front: the child has its own already. */
const FROM_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT'])

/**
 * Runs a command as a child on our own terminal and waits for it.
 *
 * @returns Its exit code, 128 and the number for a signal; or why it did not start.
 */
export async function runChild(launch: Launch, env: Environment): Promise<{ exitCode: number } | NoLaunch> {
  const child = await startChild(launch, env)
  if ('reason' in child) return child
  const pass = (signal: NodeJS.Signals): void => {
    if (!FROM_TERMINAL.has(signal) || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of PASSED_ON) process.on(signal, pass)
  return { exitCode: await exitOf(child) }
}

/** Starts a command as a child on our own terminal. */
export function startChild({ path, argv }: Launch, env: Environment): Promise<ChildProcess | NoLaunch> {
  const [argv0 = path, ...args] = argv
  const child = spawn(path, args, { argv0, env, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(child))
    child.once('error', (error) => resolve(failureOf(error)))
  })
}

/** The exit code of a child as shells give it: its own, or 128 and the number of the signal that ended it. */
export function exitOf(child: ChildProcess): Promise<number> {
  const code = (exitCode: number | null, signal: NodeJS.Signals | null): number =>
    exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal])
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(code(child.exitCode, child.signalCode))
  }
  return new Promise((resolve) => child.once('exit', (...ended) => resolve(code(...ended))))
}

function failureOf(error: NodeJS.ErrnoException): NoLaunch {
  if (error.code === 'ENOENT') return { exitCode: 127, reason: 'command not found' }
  return {
    exitCode: 126,
    reason: error.code === 'EACCES' ? 'permission denied' : `it cannot be executed (${error.code})`,
  }
}
