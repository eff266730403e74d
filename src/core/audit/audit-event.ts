export type AuditAction =
  | 'add'
  | 'edit'
  | 'rotate'
  | 'narrow'
  | 'quarantine'
  | 'release'
  | 'rm'
  | 'reveal'
  | 'copy'
  | 'bind'
  | 'unbind'
  | 'allow'
  | 'deny'
  | 'exec'
  | 'shell'
  | 'session-end'
  | 'request'
  | 'tripwire'
  | 'credential'
  | 'settle'
  | 'introspect'
  | 'ipc-refused'

/** What happened, before it has a place in the chain. Never a path, a query, a header, a body or a secret. */
export interface AuditEntry {
  readonly at: string
  readonly action: AuditAction
  readonly token: { readonly id: string; readonly name: string } | null
  readonly project: string | null
  readonly session: string | null
  /** The acting process and its ancestors, oldest last. */
  readonly process: readonly { readonly pid: number; readonly exe: string }[]
  readonly request: { readonly method: string; readonly host: string; readonly status: number | null } | null
  readonly decision: 'allowed' | 'refused' | null
  /** The error code of a refusal, else null. */
  readonly code: string | null
}

/** One row of the chain. */
export interface AuditEvent extends AuditEntry {
  readonly seq: number
}
