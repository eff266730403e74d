import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends every process that still carries the mark of a test run in its environment.
 *
 * Only processes that a run started can carry its mark: it is a random text made for this run.
 *
 * @param mark `NAME=value`, as it stands in the environment.
 */
export async function endRun(mark: string): Promise<void> {
  if (marked(mark).length === 0) return
  // What has just been told to end gets the time to do so.
  await sleep(500)
  for (const pid of marked(mark)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended between the two lines.
    }
  }
}

const marked = (mark: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && environmentOf(pid).includes(mark))

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}
