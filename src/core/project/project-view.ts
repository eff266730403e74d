import { BulkheadError } from '../errors.ts'
import { formatDomain } from '../token/domain.ts'
import type { Verdict } from '../token/finding.ts'
import type { Vault } from '../vault/vault.ts'
import { viewToken } from '../vault/view-tokens.ts'
import type { Project, ProjectBinding } from './project.ts'
import { resolveBindings } from './resolve.ts'

/** A variable of a project as answers show it. */
export interface BindingView {
  readonly env: string
  /** The token's name. */
  readonly token: string
  /** Empty when there is no such token. */
  readonly domain: string
  readonly verdict: Verdict
  readonly source: 'file' | 'catalog'
  /** Why it would not be injected now, in words; null when it would. */
  readonly problem: string | null
}

/** A project as answers show it. */
export interface ProjectView {
  /** Canonical path of the root. */
  readonly root: string
  readonly name: string
  /** Whether the project file is allowed; null when there is no file. */
  readonly trusted: boolean | null
  readonly bindings: readonly BindingView[]
}

/**
 * A project with each variable's token, its verdict, and what would keep it out of a session.
 *
 * @param problem What keeps all of them out, in words.
 */
export const viewProject = (vault: Vault, project: Project, problem: string | null = null): ProjectView => ({
  root: project.root,
  name: project.name,
  trusted: project.trusted,
  bindings: project.bindings.map((binding) => viewBinding(vault, project, binding, problem)),
})

function viewBinding(vault: Vault, project: Project, binding: ProjectBinding, problem: string | null): BindingView {
  const { env, token, source, tokenId } = binding
  const shown = { env, token, source, problem: problem ?? problemOf(vault, { ...project, bindings: [binding] }) }
  const row = tokenId === null ? null : vault.catalog.tokenById(tokenId)
  if (row?.life !== 'live') return { ...shown, domain: '', verdict: 'unknown' }
  return { ...shown, domain: formatDomain(row.domain), verdict: viewToken(vault, row).verdict }
}

/** Asks the rules of a session themselves, so that no view says other than what `exec` does. */
function problemOf(vault: Vault, project: Project): string | null {
  try {
    resolveBindings(project, vault.catalog, vault.world.now())
    return null
  } catch (error) {
    if (error instanceof BulkheadError) return error.message
    throw error
  }
}
