import { processStat } from './lineage.ts'

/** What a broker's process calls itself: the kernel keeps 15 characters, and this is as many. */
export const BROKER_NAME = 'bulkhead broker'

/** True while there is a process of that number. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process answers EPERM: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True while a broker of that number runs; numbers are given out again, names of processes are not. */
export function isBrokerRunning(pid: number): boolean {
  const stat = processStat(pid)
  return stat === null ? process.platform !== 'linux' && isAlive(pid) : stat.name === BROKER_NAME
}
