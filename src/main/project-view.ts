import type { BindingView, ProjectView } from '../contract/view.ts'
import { BulkheadError } from '../core/errors.ts'
import { type Project, type ProjectBinding, projectAt } from '../core/project/project.ts'
import { resolveBindings } from '../core/project/resolve.ts'
import { formatDomain } from '../core/token/domain.ts'
import type { Vault } from '../core/vault/vault.ts'
import { viewToken } from '../core/vault/view-tokens.ts'
import { findProject } from '../node/find-project.ts'

/** A project as the window shows it: each variable with its token's verdict, and what would keep it out of a session. */
export const projectView = (vault: Vault, project: Project): ProjectView => viewWith(vault, project, null)

/**
 * The project at a known root; when its folder or file cannot be read, what the catalog binds there, with the reason.
 *
 * One broken folder must not hide all the others.
 */
export function projectViewAt(vault: Vault, root: string): ProjectView {
  try {
    return projectView(vault, findProject(root, vault))
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    const { catalog, world } = vault
    return viewWith(vault, projectAt(root, null, catalog.bindings(root), catalog, world.now()), error.message)
  }
}

const viewWith = (vault: Vault, project: Project, problem: string | null): ProjectView => ({
  root: project.root,
  name: project.name,
  trusted: project.trusted,
  bindings: project.bindings.map((binding) => bindingView(vault, project, binding, problem)),
})

function bindingView(vault: Vault, project: Project, binding: ProjectBinding, problem: string | null): BindingView {
  const { env, token, source, tokenId } = binding
  const shown = { env, token, source, problem: problem ?? problemOf(vault, { ...project, bindings: [binding] }) }
  const row = tokenId === null ? null : vault.catalog.tokenById(tokenId)
  if (row?.life !== 'live') return { ...shown, domain: '', verdict: 'unknown' }
  return { ...shown, domain: formatDomain(row.domain), verdict: viewToken(vault, row).verdict }
}

/** Asks the rules of a session themselves, so that the window never says other than what `exec` does. */
function problemOf(vault: Vault, project: Project): string | null {
  try {
    resolveBindings(project, vault.catalog, vault.world.now())
    return null
  } catch (error) {
    if (error instanceof BulkheadError) return error.message
    throw error
  }
}
