import type { ScopeUse } from '../../core/token/scope-evidence.ts'
import { day } from './moment.ts'
import { printable } from './printable.ts'

const MOST = 20

/** What servers said of a token's scopes in answers to its requests, as printable lines; none where nothing was said. */
export function describeScopeUse(use: ScopeUse | null): string[] {
  if (use === null) return []
  const since = `since ${day(use.since)}`
  const requests = `${use.requests} ${use.requests === 1 ? 'request' : 'requests'}`
  return [
    ...(use.accepted.length > 0 ? [`${requests} ${since} needed one of: ${listed(use.accepted)}`] : []),
    ...(use.unneeded.length > 0 ? [`held, but needed by none of them: ${listed(use.unneeded)}`] : []),
  ]
}

function listed(scopes: readonly string[]): string {
  const shown = scopes.slice(0, MOST).map(printable).join(', ')
  return scopes.length > MOST ? `${shown} and ${scopes.length - MOST} more` : shown
}
