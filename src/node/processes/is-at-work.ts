/** Longer than any write waits, a prompt included; ms. */
const LONGEST_WRITE = 5 * 60_000

/**
 * True while what another process began may still be finished by it: it runs, and began a short while ago.
 *
 * What this very process left is never at work: whoever asks would have to wait for himself.
 *
 * @param since ISO time at which it began.
 */
export function isAtWork(pid: number, since: string, now = Date.now()): boolean {
  if (pid === process.pid || now - Date.parse(since) > LONGEST_WRITE) return false
  try {
    return process.kill(pid, 0)
  } catch {
    // It is gone, or its number belongs to another user's process by now.
    return false
  }
}
