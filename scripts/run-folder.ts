import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Not one of our BULKHEAD_ variables: tests look at what the product leaves in an environment. */
const MARK = 'THROWAWAY_RUN'

export interface RunFolder extends AsyncDisposable {
  readonly path: string
  /** Ends what is left of the run and removes the folder. */
  close(): Promise<void>
}

/**
 * One folder for all temporary files of a run, and one mark in the environment of all its processes.
 *
 * It sets TMPDIR and the mark for this process, so that whatever it starts, and what that starts, has them.
 */
export function openRunFolder(): RunFolder {
  const path = mkdtempSync(join(tmpdir(), 'bulkhead-run-'))
  const mark = randomUUID()
  process.env.TMPDIR = path
  process.env[MARK] = mark
  // Also when nobody gets to close it; processes are then tied to us by the kernel.
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  const close = async (): Promise<void> => {
    await endMarked(`${MARK}=${mark}`)
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
  return { path, close, [Symbol.asyncDispose]: close }
}

/**
 * Ends every process that carries a mark in its environment.
 *
 * Only what a run started can carry its mark: it is a random text made for this run.
 */
async function endMarked(mark: string): Promise<void> {
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

/** Nothing where there is no /proc: only Linux runs on throwaway keyrings and displays. */
function marked(mark: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && environmentOf(pid).includes(mark))
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}
