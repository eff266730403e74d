import { basename } from 'node:path'
import type { EventView } from '../../contract/view.ts'
import type { AuditEvent } from '../../core/audit/audit-event.ts'
import type { Services } from '../services.ts'
import type { Handlers } from './handlers.ts'

/** Answers what the window asks about the audit trail. */
export const eventHandlers = ({ vault }: Services): Pick<Handlers, 'events:list'> => ({
  'events:list': ({ limit }) => vault().audit.events(limit).map(eventView).reverse(),
})

const eventView = (event: AuditEvent): EventView => {
  const exe = event.process[0]?.exe
  return {
    seq: event.seq,
    at: event.at,
    action: event.action,
    token: event.token?.name ?? null,
    project: event.project,
    decision: event.decision,
    code: event.code,
    program: exe === undefined ? null : basename(exe),
  }
}
