import { BulkheadError } from '../errors.ts'
import type { Project, ProjectBinding } from '../project/project.ts'
import { carriersBy, type ResolvedBinding, requireTrust, resolveBindings } from '../project/resolve.ts'
import { coversCarrier } from '../token/carrier.ts'
import { type Destination, formatDestination, readDestination } from '../token/destination-grammar.ts'
import { covers, matchesDestination } from '../token/destination-match.ts'
import type { Carrier } from '../token/provider.ts'
import type { Token } from '../token/token.ts'
import type { Vault } from '../vault/vault.ts'
import type { CredentialTarget } from './credential-target.ts'

/** What a program wants to sign in to, and how it will send what it gets. */
export interface CredentialWish {
  /** The servers that its words may mean. */
  readonly targets: readonly CredentialTarget[]
  readonly carrier: Carrier
  /** What to do when a token goes to a part of the server only, and the program did not say to which part it will go. */
  readonly pathHint: string
}

type Known = Pick<Vault, 'catalog' | 'providers' | 'world'>

/** A binding of the project whose token may go to the server. */
interface Candidate {
  readonly binding: ProjectBinding
  readonly token: Token
  readonly destination: Destination
}

/**
 * The binding of a project whose token is for a server; null when none is.
 *
 * Of several, the one whose destination is the narrowest.
 *
 * @throws {BulkheadError} `not-found` when several fit alike, `destination-refused` when the token is for a part of the
 *   server and it was not said for which part it is wanted, and what `resolveBindings` throws about the one that fits.
 */
export function chooseBinding(project: Project, known: Known, wish: CredentialWish): ResolvedBinding | null {
  if (wish.targets.length === 0) return null
  requireTrust(project)
  const hosts = candidatesOn(project, known, wish)
  const inside = hosts.filter(({ destination }) => wish.targets.some((target) => isInside(destination, target)))
  if (inside.length > 0) return resolveOne(project, known, narrowest(inside))

  const [part] = hosts
  if (part === undefined || wish.targets.some(({ path }) => path !== null)) return null
  throw new BulkheadError(
    'destination-refused',
    `${part.token.name} goes to ${formatDestination(part.destination)}, and it was not said that it is for that`,
    { hint: wish.pathHint },
  )
}

/** Every binding with a destination on one of the servers, whatever the path. */
function candidatesOn({ bindings }: Project, { catalog }: Known, { targets, carrier }: CredentialWish): Candidate[] {
  return bindings.flatMap((binding) => {
    const token = binding.tokenId === null ? null : catalog.tokenById(binding.tokenId)
    if (token?.life !== 'live') return []
    return (binding.to ?? token.destinations)
      .map(readDestination)
      .filter((destination) => destination.carrier === null || coversCarrier(destination.carrier, carrier))
      .filter((destination) => targets.some((target) => isInside({ ...destination, path: null }, target)))
      .map((destination) => ({ binding, token, destination }))
  })
}

/** Whoever holds the secret chooses the methods: those of the destination are taken as given. */
function isInside({ methods, ...place }: Destination, { scheme, host, port, path }: CredentialTarget): boolean {
  return matchesDestination({ ...place, methods: null }, { method: 'GET', scheme, host, port, path: path ?? '/' })
}

/** Those whose destination holds no other one's. */
function narrowest(candidates: readonly Candidate[]): Candidate[] {
  const place = ({ destination }: Candidate): Destination => ({ ...destination, methods: null, carrier: null })
  const isWider = (one: Candidate, other: Candidate): boolean =>
    covers(place(one), place(other)) && !covers(place(other), place(one))
  return candidates.filter((one) => !candidates.some((other) => isWider(one, other)))
}

/** The one of them that may be used; a token behind two variables counts once. @param candidates At least one. */
function resolveOne(project: Project, known: Known, candidates: readonly Candidate[]): ResolvedBinding {
  const bindings = [...new Map(candidates.map(({ token, binding }) => [token.id, binding])).values()]
  const usable = bindings.length === 1 ? [] : bindings.flatMap((binding) => tryResolve(project, known, binding))
  const [only, rival] = usable
  // Where none may be used, the first one's reason is as good as any.
  if (only === undefined) return resolveBinding(project, known, bindings[0] as ProjectBinding)
  if (rival === undefined) return only
  const names = usable.map(({ token }) => token.name)
  throw new BulkheadError('not-found', `several tokens fit, and none more than the others: ${names.join(', ')}`, {
    hint: 'name narrower destinations, with bulkhead edit NAME --to DESTINATION, or unbind one',
  })
}

function tryResolve(project: Project, known: Known, binding: ProjectBinding): ResolvedBinding[] {
  try {
    return [resolveBinding(project, known, binding)]
  } catch (error) {
    if (error instanceof BulkheadError) return []
    throw error
  }
}

/** One binding of a project, as `resolveBindings` resolves all: what is wrong with another one is not looked at. */
export function resolveBinding(project: Project, known: Known, binding: ProjectBinding): ResolvedBinding {
  const { catalog, world, providers } = known
  const [resolved] = resolveBindings({ ...project, bindings: [binding] }, catalog, world.now(), carriersBy(providers))
  if (resolved === undefined) throw new TypeError('a binding resolves to itself or throws')
  return resolved
}
