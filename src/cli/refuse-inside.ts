import type { AuditAction } from '../core/audit/audit-event.ts'
import { BulkheadError } from '../core/errors.ts'
import { eventOf } from '../core/vault/event-of.ts'
import type { Vault } from '../core/vault/vault.ts'
import { brokeredSessionAround, isInsideBroker } from '../node/processes/is-inside-broker.ts'

/**
 * Commands that would hand out a secret, widen what a token may do, vouch for what the session's processes wrote, or destroy
 * what cannot be had back, and what the record calls that; null for what is done to no token.
 *
 * In a brokered session they are for whoever started it, at a terminal outside. What only looks, and what takes a token out
 * of use until somebody outside gives it back (`quarantine`, `deny`, `sessions end`), anybody may do.
 */
const REFUSED_INSIDE: Readonly<Record<string, AuditAction | null>> = {
  reveal: 'reveal',
  copy: 'copy',
  exec: 'exec',
  shell: 'shell',
  add: 'add',
  edit: 'edit',
  rotate: 'rotate',
  bind: 'bind',
  unbind: 'unbind',
  allow: 'allow',
  release: 'release',
  rm: 'rm',
  init: null,
  import: 'add',
  narrow: 'narrow',
  'replay --accept': 'narrow',
}

/** True for a command that a brokered session's processes are refused. */
export const isRefusedInside = (command: string): boolean => Object.hasOwn(REFUSED_INSIDE, command)

type Recorder = Pick<Vault, 'catalog' | 'hash' | 'audit' | 'world' | 'actor'>

/**
 * Refuses a command below a running broker. The refusal is recorded first.
 *
 * @param vault Null where there is none.
 * @param name What the command was given as a token's name: it is recorded where it is one.
 * @throws {BulkheadError} `inside-session`.
 */
export function refuseInside(vault: Recorder | null, command: string, name?: unknown): void {
  if (!isInsideBroker(vault)) return
  if (vault !== null) record(vault, command, name)
  throw new BulkheadError('inside-session', `${command} does nothing inside a brokered session`, {
    hint: 'run it in a terminal outside: here no process gets a token, and none may change what tokens are for',
  })
}

function record(vault: Recorder, command: string, name: unknown): void {
  const action = REFUSED_INSIDE[command] ?? null
  if (action === null) return
  const token = typeof name === 'string' ? vault.catalog.tokenNamed(name) : null
  const session = brokeredSessionAround(vault)
  const where = { project: session?.project ?? null, session: session?.id ?? null }
  try {
    vault.audit.append(eventOf(vault, action, token, { ...where, decision: 'refused', code: 'inside-session' }))
  } catch {
    // A refusal that cannot be recorded stays one.
  }
}
