import { readFileSync } from 'node:fs'

/**
 * `pid:start` of a living process, or undefined. The start time keeps a reused pid from passing as the old process.
 *
 * Field 22 of /proc/PID/stat, counted after the command in brackets, which may itself hold spaces: proc(5).
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return `${pid}:${fields[19]}`
  } catch {
    return undefined
  }
}
