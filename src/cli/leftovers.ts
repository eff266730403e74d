import { knownTokenIn } from '../core/session/known-tokens.ts'
import { foreignTokens } from '../core/use-token.ts'
import { composeVault } from '../node/compose-vault.ts'
import { printable } from './render/printable.ts'

/**
 * Prints the names of exported variables that hold a known token which this session was not given, one a line.
 *
 * What is printed is a shell's to read: only names that every shell takes.
 */
export async function printLeftovers(): Promise<void> {
  const vault = composeVault([])
  try {
    const session = vault.catalog.sessions().find(({ id }) => id === process.env.BULKHEAD_SESSION)
    if (session === undefined) return
    // With a broker its processes hold placeholders, and the tokens themselves are strangers to them.
    const bound = session.brokered ? [] : session.tokens.flatMap((id) => vault.catalog.tokenById(id) ?? [])
    const foreign = foreignTokens(vault, bound)
    for (const [name, value = ''] of Object.entries(process.env)) {
      const token = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? knownTokenIn(value, foreign) : null
      if (token === null) continue
      process.stdout.write(`${name}\n`)
      process.stderr.write(
        `bulkhead: ${printable(`${name} is taken out: it holds ${token}, which is not bound here`)}\n`,
      )
    }
  } finally {
    vault.close()
  }
}
