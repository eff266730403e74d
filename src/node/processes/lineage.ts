import { closeSync, openSync, readlinkSync, readSync } from 'node:fs'

/** A process as the kernel shows it. */
export interface ProcessStat {
  readonly pid: number
  /** Its name, 15 characters at most; a process may choose it. */
  readonly name: string
  readonly parent: number
  /** Its group, and the group in front on its terminal: -1 where it has none. */
  readonly group: number
  readonly groupInFront: number
  /** When it was started, in clock ticks after the machine was. */
  readonly started: number
}

/** A process and its ancestors, itself first, the oldest last, read one after another; empty where there is no /proc. */
export function* lineage(pid: number): Generator<ProcessStat> {
  for (let next = pid; next > 0; ) {
    const found = processStat(next)
    if (found === null) return
    yield found
    next = found.parent
  }
}

/** One process; null when it is gone, or where there is no /proc. */
export function processStat(pid: number): ProcessStat | null {
  try {
    const stat = startOf(`/proc/${pid}/stat`)
    // `pid (comm) state ppid pgrp session tty_nr tpgid …`, the start time as the 22nd: comm may itself hold parentheses and
    // blanks, so the last one counts. proc(5).
    const end = stat.lastIndexOf(')')
    const name = stat.slice(stat.indexOf('(') + 1, end)
    const rest = stat
      .slice(end + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0, group = 0, , , groupInFront = -1] = rest
    return { pid, name, parent, group, groupInFront, started: rest[19] ?? Number.NaN }
  } catch {
    return null
  }
}

/** A process's executable; null for another user's, which does not tell. */
export function executableOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return null
  }
}

// What is wanted stands in its first bytes; reading a whole file of unknown length takes 64 KiB each time.
const buffer = Buffer.alloc(512)

function startOf(path: string): string {
  const descriptor = openSync(path, 'r')
  try {
    return buffer.toString('latin1', 0, readSync(descriptor, buffer))
  } finally {
    closeSync(descriptor)
  }
}
