import type { Vault } from '../vault/vault.ts'
import { fromFile, type Project, type ProjectBinding } from './project.ts'
import { parseProjectFile } from './project-file.ts'
import { fileOf, keptFile, latestFor } from './trust.ts'
import { findWanted } from './want.ts'

/** What a project file would do once it is allowed. */
export interface Proposal {
  /** Canonical path of the file. */
  readonly path: string
  readonly text: string
  /** The project as it would be. */
  readonly project: Project
  /** What is other than when the file was last allowed, by variable; null when it never was, or was denied since. */
  readonly changes: readonly Change[] | null
}

export interface Change {
  readonly env: string
  readonly what: 'added' | 'removed' | 'changed'
}

/**
 * Reads a project file that does nothing yet, for the question whether it may.
 *
 * @throws {BulkheadError} `not-found` without a file, and whatever `parseProjectFile` throws.
 */
export function proposalOf({ catalog, world }: Vault, project: Project): Proposal {
  const file = fileOf(project)
  const parsed = parseProjectFile(file.content)
  const find = findWanted(catalog, world.now())
  const bindings = parsed.env.map((binding) => fromFile(binding, find))
  const fromCatalog = project.bindings.filter(({ source }) => source === 'catalog')
  const taken = new Set(fromCatalog.map(({ env }) => env))
  const allowed = latestFor(project.root, catalog)
  const before = allowed === null ? null : keptFile(allowed)
  return {
    path: file.path,
    text: new TextDecoder().decode(file.content),
    project: {
      ...project,
      name: parsed.project ?? project.name,
      trusted: true,
      bindings: [...fromCatalog, ...bindings.filter(({ env }) => !taken.has(env))],
    },
    changes:
      before === null
        ? null
        : changesBetween(
            before.env.map((binding) => fromFile(binding, find)),
            bindings,
          ),
  }
}

function changesBetween(before: readonly ProjectBinding[], after: readonly ProjectBinding[]): Change[] {
  const old = new Map(before.map((binding) => [binding.env, asText(binding)]))
  const added = after.flatMap(({ env, ...binding }): Change[] => {
    const known = old.get(env)
    old.delete(env)
    if (known === undefined) return [{ env, what: 'added' }]
    return known === asText(binding) ? [] : [{ env, what: 'changed' }]
  })
  return [...added, ...Array.from(old.keys(), (env): Change => ({ env, what: 'removed' }))]
}

const asText = ({ want, to }: Pick<ProjectBinding, 'want' | 'to'>): string => JSON.stringify([want, to])
