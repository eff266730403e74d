import { closeSync, openSync, readlinkSync, readSync } from 'node:fs'
import type { AuditEntry } from '../core/audit/audit-event.ts'

type Process = AuditEntry['process'][number]

/** More than a terminal, a shell and a task runner need; a record stays short whatever starts us. */
const MOST = 8

/**
 * This process and its ancestors, ourselves first, the oldest last, at most eight.
 *
 * On Linux from /proc, some 20 µs each; elsewhere only ourselves and the parent's number.
 */
export function actor(): readonly Process[] {
  const own = { pid: process.pid, exe: process.execPath }
  if (process.platform !== 'linux') return [own, { pid: process.ppid, exe: '' }]

  const line = [own]
  for (let pid = process.ppid; pid > 0 && line.length < MOST; ) {
    const found = ancestor(pid)
    if (found === null) break
    line.push({ pid, exe: found.exe })
    pid = found.parent
  }
  return line
}

function ancestor(pid: number): { exe: string; parent: number } | null {
  try {
    const stat = startOf(`/proc/${pid}/stat`)
    // `pid (comm) state ppid …`: comm may itself hold parentheses and blanks, so the last one counts. proc(5).
    const end = stat.lastIndexOf(')')
    const comm = stat.slice(stat.indexOf('(') + 1, end)
    return { exe: executable(pid) ?? comm, parent: Number(stat.slice(end + 2).split(' ')[1]) }
  } catch {
    return null
  }
}

// What is wanted stands in its first hundred bytes; reading a whole file of unknown length takes 64 KiB each time.
const buffer = Buffer.alloc(512)

function startOf(path: string): string {
  const descriptor = openSync(path, 'r')
  try {
    return buffer.toString('latin1', 0, readSync(descriptor, buffer))
  } finally {
    closeSync(descriptor)
  }
}

/** Another user's process does not tell its executable. */
function executable(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return null
  }
}
