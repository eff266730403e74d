import type { Catalog } from '../ports.ts'
import type { Session } from './session.ts'

/**
 * The session of an id, if it still runs; null for one that is unknown, was ended, or whose process is gone.
 *
 * @param isAlive Whether a process of that number is there.
 */
export function runningSession(
  id: string,
  catalog: Pick<Catalog, 'sessionById'>,
  isAlive: (pid: number) => boolean,
): Session | null {
  const session = catalog.sessionById(id)
  return session !== null && session.endedAt === null && isAlive(session.pid) ? session : null
}
