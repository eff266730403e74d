import { pathShape } from '../core/session/learn/path-shape.ts'
import type { Connection } from './connection.ts'
import { type About, recordable } from './record.ts'
import type { Refusal } from './refusal.ts'
import { shownPlace, shownRequest } from './shown-request.ts'

/**
 * Tells the person before the terminal of a refusal, in the words of its answer.
 *
 * Not of a missing login (407): that is how many clients begin, and they answer it by themselves.
 */
export function tellRefusal({ session, world }: Connection, refusal: Refusal, about: About, isTripwire: boolean): void {
  if (world.tell === undefined || refusal.status === 407) return
  const { method, place, path } = about
  const asked = refusal.asked ?? (place === null ? 'a request' : shownRequest(method, place, path))
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

const kindOf = ({ method, place, path }: About): string =>
  place === null ? method : `${method} ${shownPlace(place)}${pathShape(path || '/') ?? '/…'}`
