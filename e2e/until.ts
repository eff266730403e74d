import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than any wait takes on a machine that is busy with other things, and shorter than a test may take. */
const WITHIN = 200_000

/**
 * Waits until something holds.
 *
 * @param what What did not come true, for the error.
 * @throws {Error} when it does not within 200 s.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string = () => 'it never came true',
): Promise<void> {
  const end = performance.now() + WITHIN
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(what())
    await sleep(20)
  }
}
