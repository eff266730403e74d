import { BulkheadError } from './errors.ts'
import type { AuditEntry } from './ports.ts'
import type { Project } from './project/project.ts'
import { type CarriersOf, type ResolvedBinding, resolveBindings } from './project/resolve.ts'
import { type Environment, type EnvironmentChange, scopedEnvironment } from './session/environment.ts'
import type { KnownTokens } from './session/known-tokens.ts'
import type { Session } from './session/session.ts'
import { newId } from './token/new-id.ts'
import type { Secret } from './token/secret.ts'
import type { Token } from './token/token.ts'
import { eventOf } from './vault/event-of.ts'
import { fetchSecret } from './vault/fetch-secret.ts'
import type { Vault } from './vault/vault.ts'

/** What a session is for and where it runs. */
export interface SessionRequest {
  readonly kind: Session['kind']
  readonly project: Project
  /** The environment that the change is for. */
  readonly parent: Environment
  readonly clean?: boolean
  /** Id of the process that the session lives in. */
  readonly pid: number
  /** When it must end; null without a limit. */
  readonly endsAt?: Date | null
}

/** A session that is ready to begin: its record, and the change that carries its secrets. */
export interface PreparedSession {
  readonly session: Session
  readonly bindings: readonly ResolvedBinding[]
  readonly change: EnvironmentChange
  /** What is recorded when it begins: one event a token, or one without when there is none. */
  readonly events: readonly AuditEntry[]
}

/**
 * Puts a project's tokens, and no other ones, into an environment.
 *
 * A refusal is recorded before it is thrown. Nothing says yet that the session began: that is `beginSession`, once the
 * command is sure to start.
 *
 * @throws {BulkheadError} What `resolveBindings` and the secret store throw.
 */
export async function prepareSession(vault: Vault, request: SessionRequest): Promise<PreparedSession> {
  const now = vault.world.now()
  const bindings = resolveOrRecord(vault, request, now)
  const arriving = secretsOf(vault, bindings)
  await callsAreOut(arriving)
  // What follows needs no secret, and is done while the keychain is asked: it takes as long as all of this.
  const session = newSession(vault, request, bindings, now)
  const { unset, removed } = withoutForeign(vault, request, bindings)
  const own = ownVariables(request, session, bindings)
  const events = startOf(vault, session, bindings)
  const set = new Map<string, Secret | string>([...(await arriving), ...own])
  return { session, bindings, change: { set, unset: unset.filter((env) => !set.has(env)), removed }, events }
}

/** Gives the calls to the keychain the few turns of the microtask queue after which they are on their way. */
async function callsAreOut(arriving: Promise<unknown>): Promise<void> {
  // A refusal is thrown where the secrets are awaited.
  arriving.catch(() => undefined)
  for (let turn = 0; turn < 16; turn++) await null
}

function withoutForeign(
  vault: Vault,
  { parent, clean = false }: SessionRequest,
  bindings: readonly ResolvedBinding[],
): EnvironmentChange {
  const tokens = bindings.map(({ token }) => token)
  const bound = new Map(bindings.map(({ env }) => [env, '']))
  return scopedEnvironment(parent, bound, foreignTokens(vault, tokens), { clean, drop: leftByOuter(parent) })
}

/** Records that a session began and that its tokens were used. */
export const beginSession = ({ catalog }: Pick<Vault, 'catalog'>, { session, events }: PreparedSession): void =>
  catalog.startSession(session, events)

/** Records that a session ended. */
export function endSession(vault: Vault, { id, project }: Session): void {
  const event = eventOf(vault, 'session-end', null, { project, session: id })
  vault.catalog.endSession(id, event.at, event)
}

/** What is recorded when a session begins: one event a token, or one without when there is none. */
export function startOf(
  vault: Vault,
  { kind, id, project }: Session,
  bindings: readonly ResolvedBinding[],
): AuditEntry[] {
  const start = eventOf(vault, kind, null, { project, session: id })
  const tokens = new Map(bindings.map(({ token }) => [token.id, { id: token.id, name: token.name }]))
  return tokens.size === 0 ? [start] : Array.from(tokens.values(), (token) => ({ ...start, token }))
}

/**
 * The tokens of a project by variable; a refusal is recorded before it is thrown.
 *
 * @param carriersOf As for `resolveBindings`: given where a broker judges the requests.
 */
export function resolveOrRecord(
  vault: Vault,
  { kind, project }: SessionRequest,
  now: Date,
  carriersOf?: CarriersOf,
): ResolvedBinding[] {
  try {
    return resolveBindings(project, vault.catalog, now, carriersOf)
  } catch (error) {
    if (error instanceof BulkheadError) {
      vault.audit.append(eventOf(vault, kind, null, { project: project.name, decision: 'refused', code: error.code }))
    }
    throw error
  }
}

/** The record of a session that is about to begin, without a broker. */
export function newSession(
  vault: Vault,
  request: SessionRequest,
  bindings: readonly ResolvedBinding[],
  now: Date,
): Session {
  const { kind, project, pid, endsAt = null } = request
  const hasProject = project.file !== null || project.bindings.length > 0
  return {
    id: newId('ses', now.getTime(), vault.world.random(10)),
    kind,
    root: hasProject ? project.root : null,
    project: hasProject ? project.name : null,
    startedAt: now.toISOString(),
    endedAt: null,
    endsAt: endsAt?.toISOString() ?? null,
    pid,
    brokered: false,
    tokens: [...new Set(bindings.map(({ token }) => token.id))],
  }
}

/** The secrets by variable; a token behind two variables is fetched once. */
export async function secretsOf(vault: Vault, bindings: readonly ResolvedBinding[]): Promise<[string, Secret][]> {
  const fetched = new Map<string, Promise<Secret>>()
  const fetchOnce = ({ token }: ResolvedBinding): Promise<Secret> => {
    const known = fetched.get(token.id) ?? fetchSecret(vault, token)
    fetched.set(token.id, known)
    return known
  }
  return Promise.all(
    bindings.map(async (binding): Promise<[string, Secret]> => [binding.env, await fetchOnce(binding)]),
  )
}

/** What a session says of itself in its environment. */
export function ownVariables(
  { kind }: SessionRequest,
  { id, project, endsAt }: Session,
  bindings: readonly ResolvedBinding[],
): [string, string][] {
  // A command gets its tokens and nothing else: its environment differs from its parent's by the bindings alone.
  if (kind === 'exec') return []
  return [
    ['BULKHEAD_SESSION', id],
    ['BULKHEAD_PROJECT', project ?? ''],
    ['BULKHEAD_VARIABLES', bindings.map(({ env }) => env).join(' ')],
    ['BULKHEAD_ENDS', endsAt === null ? '' : String(Math.floor(Date.parse(endsAt) / 1000))],
  ]
}

/** What a scoped shell around us was given: also secrets too short to be recognised, and what it says of itself. */
export const leftByOuter = ({ BULKHEAD_VARIABLES = '' }: Environment): string[] => [
  ...BULKHEAD_VARIABLES.split(' ').filter((name) => name !== ''),
  'BULKHEAD_PROJECT',
  'BULKHEAD_VARIABLES',
  'BULKHEAD_ENDS',
]

/** Every known token but those given, also when one of them is in the vault a second time under another name. */
export function foreignTokens(
  { catalog, hash }: Pick<Vault, 'catalog' | 'hash'>,
  given: readonly Token[],
): KnownTokens {
  const names = new Map(Array.from(catalog.fingerprints(), ([fingerprint, { name }]) => [fingerprint, name]))
  for (const { fingerprint } of given) if (fingerprint !== null) names.delete(fingerprint)
  return { names, salt: catalog.salt, hash }
}
