import type { AuditEntry } from '../../core/audit/audit-event.ts'
import { executableOf, lineage } from './lineage.ts'

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
  return [own, ...ancestry(process.ppid, MOST - 1)]
}

/** Any process and its ancestors, as the record shows them, itself first; empty when it is gone. */
export function ancestry(pid: number, most = MOST): Process[] {
  const line: Process[] = []
  for (const { pid: id, name } of lineage(pid)) {
    line.push({ pid: id, exe: executableOf(id) ?? name })
    if (line.length === most) break
  }
  return line
}
