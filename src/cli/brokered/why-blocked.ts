import type { Blocked } from '../../broker/session.ts'
import type { Grant } from '../../core/broker-tokens.ts'
import type { TokenRow } from '../../core/ports.ts'
import { domainProblem } from '../../core/project/resolve.ts'
import { formatDomain } from '../../core/token/domain.ts'
import { isExpired } from '../../core/token/expiry.ts'

/** What became of a token since its session began. */
export interface Since {
  /** As the vault has it now; null when it was removed. */
  readonly row: TokenRow | null
  /** False when the catalog bound it to its variable, and does no longer. */
  readonly isBound: boolean
  /** The session's project. */
  readonly project: string | null
}

/** Why a token of a running session may not be used any more; null when it may. What would stop the next one stops it. */
export function whyBlocked({ env, token }: Grant, { row, isBound, project }: Since, now: Date): Blocked | null {
  if (row === null) {
    return kept(`${token.name} was removed from the vault`, 'keep another for the next session: bulkhead add NAME')
  }
  const { name, status, domain } = row
  if (status === 'revoked') return kept(`${name} is revoked`, `give it a new secret: bulkhead rotate ${name}`)
  if (status !== 'active') return kept(`${name} is quarantined`, `if it is safe: bulkhead release ${name}`)
  if (project !== null && domainProblem(row, project) !== null) {
    return kept(
      `${name} belongs to ${formatDomain(domain)} by now, and this is ${project}`,
      `bind one of this project for the next session: bulkhead bind NAME --as ${env}`,
    )
  }
  if (!isBound) {
    return kept(`${env} is no longer bound to ${name}`, `to have it again: bulkhead bind ${name} --as ${env}`)
  }
  return isExpired(row, now)
    ? { code: 'token-expired', reason: `${name} has expired`, hint: `give it a new secret: bulkhead rotate ${name}` }
    : null
}

const kept = (reason: string, hint: string): Blocked => ({ code: 'token-quarantined', reason, hint })
