import { pathShape } from '../../core/token/path-shape.ts'
import type { Refusal } from '../decide/refusal.ts'
import { shownPlace, shownRequest } from '../decide/shown-request.ts'
import type { Connection } from '../forward/connection.ts'
import { type About, recordable } from '../record.ts'

/**
 * Tells the person before the terminal of a refusal, in the words of its answer.
 *
 * Not of a missing login (407): that is how many clients begin, and they answer it by themselves.
 */
export function tellRefusal({ session, world }: Connection, refusal: Refusal, about: About, isTripwire: boolean): void {
  if (world.tell === undefined || refusal.status === 407) return
  const asked = refusal.asked ?? askedOf(about)
  world.tell({
    code: refusal.code,
    token: refusal.token?.name ?? null,
    kind: recordable(kindOf(about), session),
    asked: recordable(asked, session),
    reason: recordable(refusal.reason, session),
    hint: recordable(refusal.hint, session),
    isTripwire,
  })
}

function askedOf({ method, place, path }: About): string {
  if (place === null) return 'a request'
  return method === 'CONNECT'
    ? `CONNECT ${shownPlace({ ...place, scheme: 'https' })}`
    : shownRequest(method, place, path)
}

const kindOf = ({ method, place, path }: About): string =>
  place === null ? method : `${method} ${shownPlace(place)}${pathShape(path || '/') ?? '/…'}`
