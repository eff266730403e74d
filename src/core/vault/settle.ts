import type { TokenRow } from '../ports.ts'
import { fingerprintOf } from '../token/fingerprint.ts'
import { eventOf } from './event-of.ts'
import { bury } from './remove-token.ts'
import type { Vault } from './vault.ts'

/** What `settle` did about one leftover of a crash. */
export interface Settled {
  readonly account: string
  /** The token's name; null for the secret of an unfinished rotation. */
  readonly name: string | null
  /** `finished`: an add was completed. `withdrawn`: an add without a secret was undone. `purged`: a secret nobody uses was deleted. */
  readonly what: 'finished' | 'withdrawn' | 'purged'
}

/**
 * Settles what a crash left: unfinished adds, unfinished removals, and secrets that an unfinished rotation left behind.
 *
 * An add whose secret did reach the keychain is finished, since nothing tells whether its user was answered.
 *
 * @throws Whatever the secret store throws; what was settled before stays settled.
 */
export async function settle(vault: Vault): Promise<Settled[]> {
  const settled: Settled[] = []
  for (const row of vault.catalog.unsettled()) settled.push(await settleRow(vault, row))
  for (const account of vault.catalog.strays()) settled.push(await settleStray(vault, account))
  return settled
}

async function settleRow(vault: Vault, row: TokenRow): Promise<Settled> {
  if (row.life === 'pending' && (await hasItsSecret(vault, row))) {
    vault.catalog.activate(row.id, eventOf(vault, 'settle', row))
    return { account: row.account, name: row.name, what: 'finished' }
  }
  await bury(vault, row)
  vault.audit.append(eventOf(vault, 'settle', row))
  return { account: row.account, name: row.name, what: row.life === 'pending' ? 'withdrawn' : 'purged' }
}

async function hasItsSecret({ secrets, catalog, hash }: Vault, row: TokenRow): Promise<boolean> {
  const secret = await secrets.get(row.account)
  return secret !== null && fingerprintOf(secret, catalog.salt, hash) === row.fingerprint
}

async function settleStray(vault: Vault, account: string): Promise<Settled> {
  await vault.secrets.delete(account)
  vault.catalog.dropStray(account)
  return { account, name: null, what: 'purged' }
}
