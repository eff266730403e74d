import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'

/** The exit code of a child as shells give it: its own, or 128 and the number of the signal that ended it. */
export function exitOf(child: ChildProcess): Promise<number> {
  const code = (exitCode: number | null, signal: NodeJS.Signals | null): number =>
    exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal])
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(code(child.exitCode, child.signalCode))
  }
  return new Promise((resolve) => child.once('exit', (...ended) => resolve(code(...ended))))
}
