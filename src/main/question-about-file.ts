import { BulkheadError } from '../core/errors.ts'
import { fromFile, PROJECT_FILE, type Project } from '../core/project/project.ts'
import { findWanted } from '../core/project/want.ts'
import type { Vault } from '../core/vault/vault.ts'
import type { Question } from './ask.ts'

/** Whether a project file, as it was read, may do what it says: the question, with all that it says. */
export async function questionAboutFile({ catalog, world }: Vault, { root, file, name }: Project): Promise<Question> {
  if (file === null) throw new BulkheadError('not-found', 'this project has no file')
  const { parseProjectFile } = await import('../core/project/project-file.ts')
  const parsed = parseProjectFile(file.content)
  const find = findWanted(catalog, world.now())
  const lines = parsed.env
    .map((binding) => fromFile(binding, find))
    .map(({ env, token, to }) => `• ${env}: ${token}${to === null ? '' : `, only for ${to.join(', ')}`}`)
  return {
    message: `Allow the project file of ${parsed.project ?? name}?`,
    detail: [`Then ${PROJECT_FILE} in ${root} gives every session of this project:`, ...lines].join('\n'),
    yes: 'Allow it',
  }
}
