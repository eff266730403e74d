import type { Token, TokenStatus } from '../token/token.ts'
import { eventOf } from './event-of.ts'
import { findToken } from './find-token.ts'
import type { Vault } from './vault.ts'

/** Keeps a token and never injects it, until it is released. */
export const quarantineToken = (vault: Vault, name: string): Token => setStatus(vault, name, 'quarantined')

/** Lets a quarantined token be injected again. */
export const releaseToken = (vault: Vault, name: string): Token => setStatus(vault, name, 'active')

function setStatus(vault: Vault, name: string, status: TokenStatus): Token {
  const token = { ...findToken(vault, name), status }
  vault.catalog.update(token, eventOf(vault, status === 'active' ? 'release' : 'quarantine', token))
  return token
}
