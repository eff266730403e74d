import type { TokenRow } from '../ports.ts'
import type { TokenView } from '../reach/token-view.ts'
import { readAgain } from './check-token.ts'
import { findToken } from './find-token.ts'
import { tableStamp } from './table-stamp.ts'
import type { Vault } from './vault.ts'
import { viewTokens } from './view-tokens.ts'

/**
 * Tokens with their reach as today's provider table reads it, in the order of `names`; all, by name, when it is empty.
 *
 * A secret is fetched only when that table says more, or other, than the one it was read with: nothing else can change what
 * its text tells. Verdicts are always made anew, since they look at the clock, too.
 *
 * @param reread Fetches every secret.
 * @throws {BulkheadError} `not-found`, and whatever the secret store throws.
 */
export async function recheckTokens(vault: Vault, names: readonly string[], reread = false): Promise<TokenView[]> {
  const today = tableStamp(vault.providers, vault.hash)
  const rows = names.length > 0 ? names.map((name) => findToken(vault, name)) : vault.catalog.tokens()
  await readAll(
    vault,
    rows.filter(({ readWith }) => reread || readWith !== today),
  )
  return viewsOf(vault, names)
}

// Noted as it goes, so that what ends halfway was not for nothing; not one by one, since each write waits for the disk.
const NOTED_AT_ONCE = 100

async function readAll(vault: Vault, rows: readonly TokenRow[]): Promise<void> {
  let unchanged: TokenRow[] = []
  let stamp = ''
  const note = (): void => {
    if (unchanged.length > 0) vault.catalog.noteReading(unchanged, stamp)
    unchanged = []
  }
  try {
    for (const before of rows) {
      const { row, readWith } = await readAgain(vault, before)
      stamp = readWith
      if (row.readWith !== readWith) unchanged.push(row)
      if (unchanged.length === NOTED_AT_ONCE) note()
    }
  } finally {
    note()
  }
}

function viewsOf(vault: Vault, names: readonly string[]): TokenView[] {
  const all = viewTokens(vault)
  if (names.length === 0) return all
  const byName = new Map(all.map((view) => [view.name, view]))
  return names.flatMap((name) => byName.get(name) ?? [])
}
