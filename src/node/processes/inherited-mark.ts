import { readFileSync, writeFileSync } from 'node:fs'

/**
 * What a broker marks itself with, and the kernel then gives to all that is started below it: the slack of its timers, ns.
 *
 * Fork and execve keep it. So it stays when a process gets another parent (`setsid`, `nohup`, a daemon's two forks), an
 * environment of its own (`env -i`), or closes every descriptor; only a process that sets the slack itself loses it. It is
 * within 2 % of the kernel's default of 50,000 ns, which no timer shows, and no number that anybody else would choose.
 * proc_pid_timerslack_ns(5), PR_SET_TIMERSLACK(2const).
 */
const MARK = '50817'

const FILE = '/proc/self/timerslack_ns'

/** Marks this process, and what it starts from now on, as a brokered session's. Nothing is marked where Linux is not, or forbids it. */
export function setInheritedMark(): void {
  try {
    writeFileSync(FILE, MARK)
  } catch {
    // Ancestors and the environment still tell.
  }
}

/** True in what a marked process started, however long ago and by however many others. */
export function hasInheritedMark(): boolean {
  if (process.platform !== 'linux') return false
  try {
    return readFileSync(FILE, 'latin1').trim() === MARK
  } catch {
    return false
  }
}
