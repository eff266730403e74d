import { openVault } from '../../node/open-vault.ts'
import { readStandardInput } from '../ask/read-standard-input.ts'
import { COMMANDS } from '../commands.ts'
import { printable } from '../render/printable.ts'
import { type Candidates, candidatesFor, type Known } from './candidates.ts'

/**
 * Answers a completion script: one candidate a line, with a tab before its description.
 *
 * The words come on standard input, each ended by NUL, since a half-typed line may hold a secret and arguments can be
 * read by others. Only the catalog is read, never the keychain, and a fault is no candidates.
 */
export async function printCandidates(): Promise<void> {
  try {
    const words = new TextDecoder()
      .decode(await readStandardInput())
      .split('\0')
      .slice(0, -1)
    process.stdout.write(linesOf(candidatesFor(COMMANDS, words, catalogNames)))
  } catch {
    // A person is typing: a message here would land in the middle of the line.
  }
}

function linesOf(candidates: Candidates): string {
  if (candidates.kind === 'folder') return ':folder\n'
  if (candidates.kind === 'command') return `:command ${candidates.start}\n`
  return candidates.values.map(({ value, about }) => `${printable(value)}${about ? `\t${about}` : ''}\n`).join('')
}

const catalogNames = (kind: keyof Known): readonly string[] => {
  const vault = openVault({ readonly: true })
  try {
    const tokens = vault.catalog.tokens()
    if (kind === 'token') return tokens.map(({ name }) => name)
    if (kind === 'domain') return [...new Set(tokens.map(({ domain }) => `${domain.kind}:${domain.name}`))]
    return [...new Set(vault.catalog.bindings().map(({ env }) => env))]
  } finally {
    vault.close()
  }
}
