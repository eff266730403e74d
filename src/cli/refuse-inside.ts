import { BulkheadError } from '../core/errors.ts'
import type { Catalog } from '../core/ports.ts'
import { isInsideBroker } from '../node/is-inside-broker.ts'

/**
 * Commands that would hand out a secret, widen what a token may do, or vouch for what the session's processes wrote.
 *
 * In a brokered session they are for whoever started it, at a terminal outside.
 */
export const REFUSED_INSIDE: ReadonlySet<string> = new Set(
  'reveal copy exec shell add edit rotate bind unbind allow release init import narrow'.split(' '),
)

/**
 * Refuses a command below a running broker.
 *
 * @param catalog Null where there is none.
 * @throws {BulkheadError} `inside-session`.
 */
export function refuseInside(catalog: Pick<Catalog, 'brokeredSessions'> | null, command: string): void {
  if (!isInsideBroker(catalog)) return
  throw new BulkheadError('inside-session', `${command} does nothing inside a brokered session`, {
    hint: 'run it in a terminal outside: here no process gets a token, and none may change what tokens are for',
  })
}
