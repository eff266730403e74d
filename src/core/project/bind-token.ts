import { BulkheadError } from '../errors.ts'
import type { Finding } from '../token/finding.ts'
import type { Token } from '../token/token.ts'
import { parseVariable } from '../token/variable.ts'
import { eventOf } from '../vault/event-of.ts'
import { findToken } from '../vault/find-token.ts'
import type { Vault } from '../vault/vault.ts'
import { viewToken } from '../vault/view-tokens.ts'
import type { Binding } from './binding.ts'
import type { Project } from './project.ts'
import { domainProblem } from './resolve.ts'

export interface BindOptions {
  /** The variable; default the token's own. */
  readonly as?: string
  /** Rule ids of god-level findings that the user accepts for this binding. */
  readonly accept?: readonly string[]
}

/**
 * Binds a token to a variable of a project, in the catalog.
 *
 * @throws {BulkheadError} `not-found`, `usage` when neither the token nor the caller names a variable, `variable-invalid`,
 *   `variable-refused`, `foreign-domain`, and `god-unconfirmed` unless one of the god-level findings is accepted.
 */
export function bindToken(
  vault: Vault,
  project: Project,
  name: string,
  { as, accept = [] }: BindOptions = {},
): Binding {
  const token = findToken(vault, name)
  const env = parseVariable(as ?? token.env ?? noVariable(name))
  const god = godFindings(vault, token)
  const accepted = god.map(({ rule }) => rule).filter((rule) => accept.includes(rule))
  const problem = foreignness(token, project) ?? unconfirmed(token, god, accepted)
  const event = eventOf(vault, 'bind', token, { project: project.name })
  if (problem !== null) {
    vault.audit.append({ ...event, decision: 'refused', code: problem.code })
    throw problem
  }
  const binding = { root: project.root, env, tokenId: token.id, accepted }
  vault.catalog.bind(binding, event)
  return binding
}

/**
 * Takes a variable's binding out of the catalog.
 *
 * @throws {BulkheadError} `not-found` when the catalog binds no such variable there.
 */
export function unbindVariable(vault: Vault, project: Project, env: string): void {
  const bound = project.bindings.find((binding) => binding.env === env)
  const { tokenId, token } = bound ?? { tokenId: null, token: '' }
  const event = eventOf(vault, 'unbind', tokenId === null ? null : { id: tokenId, name: token }, {
    project: project.name,
  })
  if (bound?.source !== 'file' && vault.catalog.unbind(project.root, env, event)) return
  throw new BulkheadError('not-found', `${env} is not bound in the vault for ${project.root}`, {
    hint:
      bound === undefined
        ? 'see what is: bulkhead project'
        : `${project.file?.path ?? 'the project file'} binds it: take it out there, then bulkhead allow`,
  })
}

/** Why binding a token needs a yes of its own: its findings that make it god-level. */
export const godFindings = (vault: Vault, token: Token): Finding[] =>
  viewToken(vault, token).findings.filter(({ severity }) => severity === 'god')

function foreignness(token: Token, project: Project): BulkheadError | null {
  const problem = domainProblem(token, project.name)
  if (problem === null || project.trusted !== false) return problem
  return new BulkheadError(problem.code, problem.message, {
    hint: `the project file may name the project, and is not allowed yet: bulkhead allow ${project.root}`,
  })
}

function unconfirmed({ name }: Token, god: readonly Finding[], accepted: readonly string[]): BulkheadError | null {
  const [first] = god
  if (first === undefined || accepted.length > 0) return null
  return new BulkheadError('god-unconfirmed', `${name} is god-level: ${god.map(({ title }) => title).join('; ')}`, {
    hint: `make a narrower token, or say that this is meant: --accept ${first.rule}`,
  })
}

function noVariable(name: string): never {
  throw new BulkheadError('usage', `${name} has no variable of its own`, { hint: 'name one: --as VARIABLE' })
}
