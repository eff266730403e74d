import type { ScopeUse } from '../token/scope-evidence.ts'
import type { Token } from '../token/token.ts'
import type { Assessment } from './assessment.ts'

/** A token as every JSON answer shows it: its record without the fingerprint, and its assessment. */
export interface TokenView extends Omit<Token, 'fingerprint'>, Assessment {
  /** What servers said of its scopes; absent when it was not used through a broker, or none said anything. */
  readonly scopeUse?: ScopeUse
}

/** Joins a record and its assessment into the one shape that leaves the vault; never the fingerprint. */
export function tokenView(token: Token, { excess, findings, verdict }: Assessment, use: ScopeUse | null): TokenView {
  return {
    id: token.id,
    name: token.name,
    provider: token.provider,
    kind: token.kind,
    status: token.status,
    domain: token.domain,
    destinations: token.destinations,
    env: token.env,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    rotatedAt: token.rotatedAt,
    lastUsedAt: token.lastUsedAt,
    reach: token.reach,
    excess,
    findings,
    verdict,
    ...(use !== null && { scopeUse: use }),
  }
}
