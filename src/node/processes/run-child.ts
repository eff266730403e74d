import { type ChildProcess, spawn } from 'node:child_process'
import type { Environment } from '../../core/session/environment.ts'
import { endProcesses } from './end-processes.ts'
import type { Launch, NoLaunch } from './exec-process.ts'
import { exitOf } from './exit-of.ts'
import { isInFront } from './is-in-front.ts'

/** Signals that a parent passes on to the one child it waits for. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGINT', 'SIGQUIT']

/** Those that a terminal sends to every process in front: there the child has its own already. */
const FROM_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT'])

export interface ChildOptions {
  /** Called once it runs. */
  readonly onStart?: () => void
  /** When this comes true, the child and everything below it is hung up on. */
  readonly ended?: Promise<unknown>
}

/**
 * Runs a command as a child on our own terminal and waits for it.
 *
 * @returns Its exit code, 128 and the number for a signal; or why it did not start.
 */
export async function runChild(
  launch: Launch,
  env: Environment,
  { onStart = () => {}, ended = new Promise(() => {}) }: ChildOptions = {},
): Promise<{ exitCode: number } | NoLaunch> {
  const passSignalsTo = catchSignals()
  const child = await startChild(launch, env)
  if ('reason' in child) return child
  begin(child, onStart)
  passSignalsTo(child)
  const exit = exitOf(child)
  const why = await Promise.race([exit.then(() => 'exit' as const), ended.then(() => 'ended' as const)])
  if (why === 'ended') await endProcesses(child)
  return { exitCode: await exit }
}

/** Tells that a child runs; one whose start cannot be recorded must not go on. */
export function begin(child: ChildProcess, onStart: () => void): void {
  try {
    onStart()
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/**
 * Keeps signals from ending this process from now on, for the child that is being started.
 *
 * @returns Passes them on to it, those first that came meanwhile.
 */
function catchSignals(): (child: ChildProcess) => void {
  const early: NodeJS.Signals[] = []
  let pass = (signal: NodeJS.Signals): unknown => early.push(signal)
  const isOurs = (signal: NodeJS.Signals): boolean => !FROM_TERMINAL.has(signal) || !isInFront()
  for (const signal of PASSED_ON) process.on(signal, () => isOurs(signal) && pass(signal))
  return (child) => {
    pass = (signal) => child.kill(signal)
    for (const signal of early) pass(signal)
    if (process.platform !== 'win32') shareStops(child)
  }
}

/** A terminal stops and continues everything in front, us and the child. Whoever stops only us means the command. */
function shareStops(child: ChildProcess): void {
  process.on('SIGTSTP', () => {
    if (!isInFront()) child.kill('SIGTSTP')
    process.kill(process.pid, 'SIGSTOP')
  })
  process.on('SIGCONT', () => child.kill('SIGCONT'))
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

function failureOf(error: NodeJS.ErrnoException): NoLaunch {
  if (error.code === 'ENOENT') return { exitCode: 127, reason: 'command not found' }
  return {
    exitCode: 126,
    reason: error.code === 'EACCES' ? 'permission denied' : `it cannot be executed (${error.code})`,
  }
}
