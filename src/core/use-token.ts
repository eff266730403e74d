import { BulkheadError } from './errors.ts'
import type { Project } from './project/project.ts'
import { type ResolvedBinding, resolveBindings } from './project/resolve.ts'
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
  const session = newSession(vault, request, bindings, now)
  const secrets = await secretsOf(vault, bindings)
  const set = new Map<string, Secret | string>([...secrets, ...ownVariables(request, session, bindings)])
  const foreign = foreignTokens(
    vault,
    bindings.map(({ token }) => token),
  )
  const change = scopedEnvironment(request.parent, set, foreign, {
    clean: request.clean ?? false,
    drop: leftByOuter(request.parent),
  })
  return { session, bindings, change }
}

/** Records that a session began and that its tokens were used. */
export function beginSession(vault: Vault, { session, bindings }: PreparedSession): void {
  const [first] = bindings
  const token = first !== undefined && session.tokens.length === 1 ? first.token : null
  const { kind, id, project } = session
  vault.catalog.startSession(session, eventOf(vault, kind, token, { project, session: id }))
}

/** Records that a session ended. */
export function endSession(vault: Vault, { id, project }: Session): void {
  const event = eventOf(vault, 'session-end', null, { project, session: id })
  vault.catalog.endSession(id, event.at, event)
}

function resolveOrRecord(vault: Vault, { kind, project }: SessionRequest, now: Date): ResolvedBinding[] {
  try {
    return resolveBindings(project, vault.catalog, now)
  } catch (error) {
    if (error instanceof BulkheadError) {
      vault.audit.append(eventOf(vault, kind, null, { project: project.name, decision: 'refused', code: error.code }))
    }
    throw error
  }
}

function newSession(vault: Vault, request: SessionRequest, bindings: readonly ResolvedBinding[], now: Date): Session {
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
    tokens: [...new Set(bindings.map(({ token }) => token.id))],
  }
}

/** The secrets by variable; a token behind two variables is fetched once. */
async function secretsOf({ secrets }: Vault, bindings: readonly ResolvedBinding[]): Promise<[string, Secret][]> {
  const fetched = new Map<string, Promise<Secret>>()
  const fetchOnce = ({ token }: ResolvedBinding): Promise<Secret> => {
    const known = fetched.get(token.id) ?? fetchSecret(secrets, token)
    fetched.set(token.id, known)
    return known
  }
  return Promise.all(
    bindings.map(async (binding): Promise<[string, Secret]> => [binding.env, await fetchOnce(binding)]),
  )
}

function ownVariables(
  { kind }: SessionRequest,
  { id, project, endsAt }: Session,
  bindings: readonly ResolvedBinding[],
): [string, string][] {
  if (kind === 'exec') return [['BULKHEAD_SESSION', id]]
  return [
    ['BULKHEAD_SESSION', id],
    ['BULKHEAD_PROJECT', project ?? ''],
    ['BULKHEAD_VARIABLES', bindings.map(({ env }) => env).join(' ')],
    ['BULKHEAD_ENDS', endsAt === null ? '' : String(Math.floor(Date.parse(endsAt) / 1000))],
  ]
}

/** What a scoped shell around us was given: also secrets too short to be recognised, and what it says of itself. */
const leftByOuter = ({ BULKHEAD_VARIABLES = '' }: Environment): string[] => [
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
