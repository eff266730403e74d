import { basename } from 'node:path'
import type { AuditEvent } from '../core/audit/audit-event.ts'
import { printable } from './printable.ts'

/** A tripwire in plain words: whose placeholder, where it was sent, and the process that sent it. */
export function tripwireWords({ token, request, code, process }: AuditEvent): string {
  const whose = token === null ? 'a placeholder of another session' : `a placeholder of ${token.name}`
  const where = request === null || request.host === '' ? 'no host that could be read' : request.host
  const how = code === 'placeholder-misplaced' ? ', outside its place in a request,' : ''
  const [sender] = process
  const by = sender === undefined ? 'a process that is gone' : `${basename(sender.exe)} (pid ${sender.pid})`
  return printable(`${whose} was sent to ${where}${how} by ${by}`)
}
