import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../../core/session/environment.ts'
import { endProcesses } from './end-processes.ts'
import type { Launch, NoLaunch } from './exec-process.ts'
import { exitOf } from './exit-of.ts'
import { begin, startChild } from './run-child.ts'

export interface ShellRun {
  readonly launch: Launch
  readonly env: Environment
  /** When it is ended; null for no limit. */
  readonly endsAt: Date | null
  /** Called once it runs. */
  readonly onStart: () => void
  /** When this comes true, it is ended; left out, nobody can end it from outside. */
  readonly ended?: Promise<unknown>
}

/** How a shell came to its end. */
export interface ShellEnd {
  /** The shell's own; 128 and the number of a signal. */
  readonly exitCode: number
  readonly why: 'exit' | 'time' | 'signal' | 'ended'
}

/** Time may jump while a laptop sleeps, and timers do not see it: the clock is looked at this often, ms. */
const LOOK = 5_000

/**
 * Runs a shell on our own terminal until it ends, its time is up, or we are told to end.
 *
 * Interrupts of the terminal are the shell's affair, not ours.
 */
export async function runShell({ launch, env, endsAt, onStart, ended }: ShellRun): Promise<ShellEnd | NoLaunch> {
  // From the first moment: a signal while the shell is being started would end us, and leave it behind.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, () => {})
  const told = new Promise<'signal'>((resolve) => {
    for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.on(signal, () => resolve('signal'))
  })
  const child = await startChild(launch, env)
  if ('reason' in child) return child
  begin(child, onStart)
  const exit = exitOf(child)
  const over = new AbortController()
  const why = await Promise.race([
    exit.then(() => 'exit' as const),
    told,
    ...(endsAt === null ? [] : [until(endsAt, over.signal)]),
    ...(ended === undefined ? [] : [ended.then(() => 'ended' as const)]),
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
