import { BulkheadError } from '../errors.ts'
import type { TokenRow } from '../ports.ts'
import { isName } from '../token/domain.ts'
import type { Vault } from './vault.ts'

/**
 * The live token of a name.
 *
 * @throws {BulkheadError} `not-found`.
 */
export function findToken({ catalog }: Vault, name: string): TokenRow {
  const row = catalog.tokenNamed(name)
  if (row?.life === 'live') return row
  // What is no name may be a secret, given in the wrong place.
  throw notFound(isName(name) ? JSON.stringify(name) : 'of that name')
}

/**
 * The live token of an id.
 *
 * @throws {BulkheadError} `not-found`.
 */
export function findTokenById({ catalog }: Vault, id: string): TokenRow {
  const row = catalog.tokenById(id)
  if (row?.life === 'live') return row
  throw notFound('of that id')
}

const notFound = (which: string): BulkheadError =>
  new BulkheadError('not-found', `no token ${which}`, { hint: 'bulkhead list shows the names' })
