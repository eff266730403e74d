import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Id of its process group. */
  readonly group: number
}

/** A process and everything it started that is still below it, itself first; empty when it is gone. */
export function processesBelow(pid: number): ProcessEntry[] {
  const all = process.platform === 'linux' ? fromProc() : fromPs()
  const children = Map.groupBy(all, ({ parent }) => parent)
  const below = all.filter((one) => one.pid === pid)
  for (let at = 0; at < below.length; at++) below.push(...(children.get(below[at]?.pid ?? -1) ?? []))
  return below
}

function fromProc(): ProcessEntry[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      // `pid (comm) state ppid pgrp …`: comm may itself hold parentheses and blanks, so the last one counts. proc(5).
      const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [{ pid: Number(name), parent: Number(parent), group: Number(group) }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}

function fromPs(): ProcessEntry[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,pgid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid = 0, parent = 0, group = 0] = line.trim().split(/\s+/).map(Number)
    return { pid, parent, group }
  })
}
