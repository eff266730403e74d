import type { AuditAction, AuditEntry } from '../ports.ts'
import type { Token } from '../token/token.ts'
import type { Vault } from './vault.ts'

/** The audit entry for an action on a token, now, by the acting process; `more` overrides any part. */
export const eventOf = (
  { world, actor }: Pick<Vault, 'world' | 'actor'>,
  action: AuditAction,
  token: Pick<Token, 'id' | 'name'> | null,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  at: world.now().toISOString(),
  action,
  token: token && { id: token.id, name: token.name },
  project: null,
  session: null,
  process: actor(),
  request: null,
  decision: 'allowed',
  code: null,
  ...more,
})
