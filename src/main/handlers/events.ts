import { basename } from 'node:path'
import type { EventView } from '../../contract/view.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Services } from '../services.ts'
import { tripwireWords } from '../tripwire-words.ts'
import type { Handlers } from './handlers.ts'

/** Answers what the window asks about the audit trail. */
export const eventHandlers = ({ vault }: Services): Pick<Handlers, 'events:list'> => ({
  'events:list': ({ limit }) => vault().audit.events(limit).map(eventView).reverse(),
})

const eventView = (event: AuditEvent): EventView => {
  const { exe, pid } = event.process[0] ?? {}
  return {
    seq: event.seq,
    at: event.at,
    action: event.action,
    token: event.token?.name ?? null,
    project: event.project,
    decision: event.decision,
    code: event.code,
    program: exe === undefined ? null : basename(exe),
    pid: pid ?? null,
    request: event.request && { method: event.request.method, host: event.request.host },
    says: event.action === 'tripwire' ? tripwireWords(event) : null,
  }
}
