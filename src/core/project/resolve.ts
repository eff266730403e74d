import { BulkheadError } from '../errors.ts'
import type { Catalog, TokenRow } from '../ports.ts'
import { type Destination, readDestination } from '../token/destination-grammar.ts'
import { covers, DEFAULT_CARRIERS } from '../token/destination-match.ts'
import { formatDomain } from '../token/domain.ts'
import { isExpired } from '../token/expiry.ts'
import type { Carrier, Provider } from '../token/provider.ts'
import type { Token } from '../token/token.ts'
import type { Project, ProjectBinding } from './project.ts'
import { findWanted } from './want.ts'

/** A variable and the token that it gets. */
export interface ResolvedBinding {
  readonly env: string
  readonly token: TokenRow
  readonly to: readonly string[] | null
  readonly source: 'file' | 'catalog'
}

/** The ways in which a token's provider takes it. */
export type CarriersOf = (token: Token) => readonly Carrier[]

/** The carriers by which a broker judges requests: those of the token's provider, or `Authorization` with any scheme. */
export const carriersBy =
  (providers: readonly Provider[]): CarriersOf =>
  (token) => {
    const carriers = providers.find(({ id }) => id === token.provider)?.carriers ?? []
    return carriers.length === 0 ? DEFAULT_CARRIERS : carriers
  }

/**
 * The tokens of a project by variable; nothing at all unless every one of them may be used.
 *
 * @param carriersOf Where requests will be judged: a project file may then name no carrier but those. Without it any may
 *   be named, since a command that holds the secret itself chooses its carrier itself.
 * @throws {BulkheadError} `project-untrusted`, `not-found`, `foreign-domain`, `token-quarantined`, `token-expired`, and
 *   `destination-refused` where a project file would widen what a token is for.
 */
export function resolveBindings(
  project: Project,
  catalog: Catalog,
  now: Date,
  carriersOf?: CarriersOf,
): ResolvedBinding[] {
  requireTrust(project)
  return project.bindings.map((binding) => {
    const token = tokenOf(binding, catalog, now)
    const problem = domainProblem(token, project.name) ?? problemOf(token, now) ?? widening(token, binding, carriersOf)
    if (problem !== null) throw problem
    return { env: binding.env, token, to: binding.to, source: binding.source }
  })
}

/** @throws {BulkheadError} `project-untrusted` when the project has a file that is new, changed or denied. */
export function requireTrust({ root, file, trusted }: Project): void {
  if (file === null || trusted === true) return
  const why = file.trust === 'denied' ? 'was denied' : 'is new or has changed'
  throw new BulkheadError('project-untrusted', `${file.path} ${why}`, {
    hint: `read it and say yes to it: bulkhead allow ${root}`,
  })
}

/** Why a token may not enter the project of this name: a `foreign-domain` error, or null. */
export function domainProblem({ name, domain }: Token, project: string): BulkheadError | null {
  if (domain.kind !== 'project' || domain.name === project) return null
  return new BulkheadError('foreign-domain', `${name} belongs to ${formatDomain(domain)}, and this is ${project}`, {
    hint: `bind a token of project:${project}, or one of a service or a dataset`,
  })
}

function problemOf(token: Token, now: Date): BulkheadError | null {
  if (token.status !== 'active') {
    const next = token.status === 'revoked' ? `bulkhead rotate ${token.name}` : `bulkhead release ${token.name}`
    return new BulkheadError('token-quarantined', `${token.name} is ${token.status}`, {
      hint: `${next}, or bind another token`,
    })
  }
  if (!isExpired(token, now)) return null
  return new BulkheadError('token-expired', `${token.name} expired at ${token.expiresAt}`, {
    hint: `give it a new secret: bulkhead rotate ${token.name}`,
  })
}

/** A project file may narrow a token's destinations, never add to them. */
function widening(token: Token, { env, to }: ProjectBinding, carriersOf?: CarriersOf): BulkheadError | null {
  if (to === null) return null
  const { name, destinations } = token
  const known = destinations.map(readDestination)
  const isInside = (inner: Destination): boolean => {
    const carriers = carriersOf?.(token) ?? (inner.carrier === null ? [] : [inner.carrier])
    return known.some((outer) => covers(outer, inner, carriers))
  }
  const wider = to.find((text) => !isInside(readDestination(text)))
  if (wider === undefined) return null
  return new BulkheadError(
    'destination-refused',
    `${env}: the project file sends ${name} to ${wider}, which is outside its destinations`,
    {
      hint: `a project may only narrow them: bulkhead show ${name}`,
    },
  )
}

function tokenOf(binding: ProjectBinding, catalog: Catalog, now: Date): TokenRow {
  const row = binding.tokenId === null ? null : catalog.tokenById(binding.tokenId)
  if (row?.life === 'live') return row

  if (binding.want.kind === 'removed') throw removed(binding.env, binding.want.name)
  const { described, rivals } = findWanted(catalog, now)(binding.want)
  const [rival] = rivals
  if (rival === undefined) {
    throw new BulkheadError('not-found', `${binding.env} is bound to ${described}, which the vault does not hold`, {
      hint: `add it, or bind another: bulkhead bind NAME --as ${binding.env}`,
    })
  }
  throw new BulkheadError('not-found', `${binding.env} asks for ${described}, and several fit: ${rivals.join(', ')}`, {
    hint: `choose one: bulkhead bind ${rival} --as ${binding.env}`,
  })
}

// Another token that has the name by now may be for something else: whoever removed the one says whether it is meant.
const removed = (env: string, name: string): BulkheadError =>
  new BulkheadError('not-found', `${env} was bound to ${name}, which was removed`, {
    hint: `bind another: bulkhead bind NAME --as ${env}; or leave it out: bulkhead unbind ${env}`,
  })
