import { resolveBindings } from '../core/project/resolve.ts'
import { findProject } from '../node/find-project.ts'
import type { OpenVault } from '../node/open-vault.ts'
import { openTerminal } from '../node/processes/open-terminal.ts'
import { usersEnvironment } from './users-environment.ts'

/**
 * Opens a terminal with a scoped shell of the project at `root`.
 *
 * The shell fetches its tokens itself: none passes through here. What would stop it is looked for before, since a
 * terminal that ends at once takes its message along.
 *
 * @param command The command line tool: program and first arguments.
 * @returns The terminal's name.
 * @throws {BulkheadError} As a session of the project would, and `not-found` without a terminal.
 */
export async function openShell(vault: OpenVault, command: readonly string[], root: string): Promise<string> {
  const project = findProject(root, vault)
  const bound = resolveBindings(project, vault.catalog, vault.world.now())
  // An entry that holds no token's secret tells as well whether the keychain is open. A sealed store asks in the terminal.
  if (bound.length > 0 && vault.store === 'keychain') await vault.secrets.get('audit.head')

  return openTerminal([...command, 'shell', '--project', project.root], project.root, usersEnvironment(process.env))
}
