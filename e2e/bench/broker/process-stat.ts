import { readFileSync, writeFileSync } from 'node:fs'

/** Ticks a second in /proc: fixed by the interface between kernel and programs. proc(5). */
const TICKS = 100

/** CPU that a process has used so far, its own and the kernel's for it, seconds. proc_pid_stat(5). */
export function cpuOf(pid: number): number {
  // The name, in brackets, may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** Memory of a process that is in RAM now, MiB. */
export const memoryOf = (pid: number): number => statusOf(pid, 'VmRSS')

/** The most that was in RAM since `forgetPeak`, MiB. */
export const peakOf = (pid: number): number => statusOf(pid, 'VmHWM')

/** Starts the peak anew. proc_pid_clear_refs(5). */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

function statusOf(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024
}
