import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { exitOf } from './exit-of.ts'
import { type ProcessEntry, processesBelow } from './processes-below.ts'

/** What a process has after it was asked to end, ms. */
const GRACE = 3_000

/** Hangs up on a child and everything below it, as a terminal that closes does, and kills what stays. */
export async function endProcesses(child: ChildProcess): Promise<void> {
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
