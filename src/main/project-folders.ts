import { BulkheadError } from '../core/errors.ts'
import type { Vault } from '../core/vault/vault.ts'

/** The folders that the window may speak of. */
export interface ProjectFolders {
  /** Remembers a folder that the user chose, until the app ends. */
  add(root: string): void
  /** Roots with bindings, with an answered project file, or chosen by the user. */
  roots(vault: Vault): string[]
  /** @throws {BulkheadError} `not-found` unless it is one of the roots: the page cannot name any folder it likes. */
  check(vault: Vault, root: string): void
}

export function createProjectFolders(): ProjectFolders {
  const chosen = new Set<string>()
  const roots = ({ catalog }: Vault): string[] => {
    const bound = catalog.bindings().map(({ root }) => root)
    const answered = catalog.trusts().map(({ root }) => root)
    return [...new Set([...bound, ...answered, ...chosen])].sort()
  }
  return {
    roots,
    add: (root) => {
      chosen.add(root)
    },
    check: (vault, root) => {
      if (!roots(vault).includes(root)) throw new BulkheadError('not-found', 'no such project')
    },
  }
}
