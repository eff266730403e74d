import type { Told, Tripwire } from '../../broker/session.ts'
import type { AuditEntry } from '../../core/ports.ts'
import type { Output } from '../output.ts'

type Sender = AuditEntry['process'][number]

/** What a session's terminal is told of refusals: each kind once, and not without end. */
export interface RefusalNotes {
  refused(told: Told): void
  /** @param sender The process that sent it; undefined when it is gone. */
  tripped(tripwire: Tripwire, sender: Sender | undefined): void
}

/** So many kinds: what goes on being refused in ever new ways fills no terminal. */
const LIMIT = 12

/**
 * Many clients hide what an answer says: git and pip show its number alone.
 *
 * A kind is a token, a request whose path is reduced to its shape, and a code.
 */
export function refusalNotes({ say, hint }: Pick<Output, 'say' | 'hint'>): RefusalNotes {
  const more = (): void => {
    say('more is refused than is told here')
    hint('bulkhead sessions shows the last requests, bulkhead audit all refusals')
  }
  // Each counts by itself: whoever has much refused must not silence what matters more.
  const [ofRefusals, ofTripwires, ofSessions] = [upToLimit(more), upToLimit(more), upToLimit(more)]
  return {
    refused({ code, token, kind, asked, reason, hint: todo, isTripwire }) {
      if (isTripwire) ofTripwires([code, token], () => hint(todo))
      else {
        ofRefusals([code, token, kind], () => {
          say(`refused ${asked}: ${reason} (${code})`)
          hint(todo)
        })
      }
    },
    tripped(wire, sender) {
      const { token, method, host, code, foreignSession } = wire
      const tell = (): void => say(tripwireLine(wire, sender))
      if (foreignSession === null) ofTripwires(['sent', token?.name, method, host, code, sender?.exe], tell)
      else ofSessions([foreignSession], tell)
    },
  }
}

/** Does something once for each kind; for the first kind past the limit `more`, and nothing from then on. */
function upToLimit(more: () => void): (kind: readonly unknown[], tell: () => void) => void {
  const known = new Set<string>()
  return (kind, tell) => {
    const key = JSON.stringify(kind)
    if (known.has(key) || known.size > LIMIT) return
    known.add(key)
    if (known.size <= LIMIT) tell()
    else more()
  }
}

function tripwireLine({ token, method, host, foreignSession }: Tripwire, sender: Sender | undefined): string {
  const who = sender === undefined ? 'a process that is gone' : `${sender.exe} (${sender.pid})`
  const whose = token === null ? 'a placeholder of another session' : `the placeholder of ${token.name}`
  const end = foreignSession === null ? '' : '; that session is ended'
  return `${who} sent ${whose} where it must not be: ${method.slice(0, 20)} ${host}${end}`
}
