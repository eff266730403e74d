import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../core/session/environment.ts'
import type { Launch, NoLaunch } from './exec-process.ts'
import { type ProcessEntry, processesBelow } from './processes-below.ts'
import { exitOf, startChild } from './run-child.ts'

export interface ShellRun {
  readonly launch: Launch
  readonly env: Environment
  /** When it is ended; null for no limit. */
  readonly endsAt: Date | null
  /** Called once it runs. */
  readonly onStart: () => void
}

/** How a shell came to its end. */
export interface ShellEnd {
  /** The shell's own; 128 and the number of a signal. */
  readonly exitCode: number
  readonly why: 'exit' | 'time' | 'signal'
}

/** What the shell has after it was asked to end, ms. */
const GRACE = 3_000

/** Time may jump while a laptop sleeps, and timers do not see it: the clock is looked at this often, ms. */
const LOOK = 5_000

/**
 * Runs a shell on our own terminal until it ends, its time is up, or we are told to end.
 *
 * Interrupts of the terminal are the shell's affair, not ours.
 */
export async function runShell({ launch, env, endsAt, onStart }: ShellRun): Promise<ShellEnd | NoLaunch> {
  const child = await startChild(launch, env)
  if ('reason' in child) return child
  onStart()
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, () => {})
  const told = new Promise<'signal'>((resolve) => {
    for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.on(signal, () => resolve('signal'))
  })
  const exit = exitOf(child)
  const over = new AbortController()
  const why = await Promise.race([
    exit.then(() => 'exit' as const),
    told,
    ...(endsAt === null ? [] : [until(endsAt, over.signal)]),
  ])
  over.abort()
  if (why !== 'exit') await endProcesses(child)
  return { exitCode: await exit, why }
}

async function until(end: Date, signal: AbortSignal): Promise<'time'> {
  for (let left = end.getTime() - Date.now(); left > 0; left = end.getTime() - Date.now()) {
    await sleep(Math.min(left, LOOK), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
  }
  return 'time'
}

/** Hangs up on the shell and everything below it, as a terminal that closes does, and kills what stays. */
async function endProcesses(child: ChildProcess): Promise<void> {
  const before = processesBelow(child.pid ?? -1)
  signalAll(before, 'SIGHUP')
  // What is stopped takes the hang-up only when it goes on.
  signalAll(before, 'SIGCONT')
  await Promise.race([exitOf(child), sleep(GRACE)])
  signalAll(before.filter(isSame), 'SIGKILL')
}

// A number may belong to another process by now; a child of ours keeps its parent or has got a new one, never ours.
const isSame = ({ pid, group }: ProcessEntry): boolean =>
  processesBelow(pid).some((entry) => entry.pid === pid && entry.group === group)

function signalAll(processes: readonly ProcessEntry[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal)
    } catch {
      // It is gone.
    }
  }
}
