import { processStat } from './lineage.ts'

/**
 * True while this process is in front on its terminal: what is typed there as a signal goes to all of its group.
 *
 * Which streams lead to the terminal says nothing of it: they may be redirected in front, and lead there from behind. Where
 * there is no /proc they are the only sign.
 */
export function isInFront(): boolean {
  const stat = processStat(process.pid)
  if (stat !== null) return stat.group === stat.groupInFront
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
}
