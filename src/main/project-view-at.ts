import type { ProjectView } from '../contract/view.ts'
import { BulkheadError } from '../core/errors.ts'
import { projectAt } from '../core/project/project.ts'
import { viewProject } from '../core/project/project-view.ts'
import type { Vault } from '../core/vault/vault.ts'
import { findProject } from '../node/find-project.ts'

/**
 * The project at a known root; when its folder or file cannot be read, what the catalog binds there, with the reason.
 *
 * One broken folder must not hide all the others.
 */
export function projectViewAt(vault: Vault, root: string): ProjectView {
  try {
    return viewProject(vault, findProject(root, vault))
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    const { catalog, world } = vault
    return viewProject(vault, projectAt(root, null, catalog.bindings(root), catalog, world.now()), error.message)
  }
}
