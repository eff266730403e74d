import { identify } from './identify/identify.ts'
import type { AuditEntry } from './ports.ts'
import { carriersBy, type ResolvedBinding } from './project/resolve.ts'
import { type BrokeredBinding, brokerEnvironment, pastBroker } from './session/broker-environment.ts'
import type { BrokerAddress } from './session/broker-proxy.ts'
import { type EnvironmentChange, scopedEnvironment } from './session/environment.ts'
import { makePlaceholder } from './session/placeholder.ts'
import { placeholderHash } from './session/placeholder-hash.ts'
import type { Session } from './session/session.ts'
import { type Destination, readDestination } from './token/destination-grammar.ts'
import type { Provider } from './token/provider.ts'
import type { Secret } from './token/secret.ts'
import type { Token } from './token/token.ts'
import {
  foreignTokens,
  leftByOuter,
  newSession,
  ownVariables,
  resolveOrRecord,
  type SessionRequest,
  secretsOf,
  startOf,
} from './use-token.ts'
import type { Vault } from './vault/vault.ts'

/** A token that a broker puts into requests, and the placeholder that the session's processes hold for it. */
export interface Grant {
  readonly env: string
  /** What binds it: a binding in the catalog may be taken away while the session runs. */
  readonly source: ResolvedBinding['source']
  readonly token: Token
  /** Keychain account of the secret, by which a rotation shows. */
  readonly account: string
  readonly provider: Provider | null
  readonly placeholder: string
  /** Narrowed by the project's file. */
  readonly destinations: readonly Destination[]
  readonly secret: Secret
}

/** A brokered session that is ready to begin. */
export interface PreparedBroker {
  readonly session: Session
  readonly grants: readonly Grant[]
  /** Bindings that no request can carry: their variables are not set at all. */
  readonly leftOut: readonly { readonly env: string; readonly token: string; readonly why: string }[]
  readonly events: readonly AuditEntry[]
  /** The change of environment, once it is known where the broker listens. */
  readonly change: (broker: BrokerAddress) => EnvironmentChange
}

/**
 * Gives a project's tokens to a broker, and placeholders to the session: no secret enters the environment.
 *
 * A refusal is recorded before it is thrown.
 *
 * @throws {BulkheadError} What `resolveBindings` and the secret store throw.
 */
export async function prepareBroker(vault: Vault, request: SessionRequest): Promise<PreparedBroker> {
  const now = vault.world.now()
  // What the project's file says of carriers decides where the placeholder is swapped: it may not add to them.
  const bindings = resolveOrRecord(vault, request, now, carriersBy(vault.providers))
  const secrets = new Map(await secretsOf(vault, bindings))
  const judged = bindings.map((binding) => judge(vault, binding, secrets.get(binding.env)))
  const leftOut = judged.filter((one) => 'why' in one)
  const grants = sharedPlaceholders(judged.filter((one) => 'placeholder' in one))
  const given = bindings.filter(({ env }) => grants.some((grant) => grant.env === env))
  const session = { ...newSession(vault, request, given, now), brokered: true }
  return {
    session,
    grants,
    leftOut,
    events: startOf(vault, session, given),
    change: (broker) => changeOf(vault, request, session, grants, leftOut, given, broker),
  }
}

/** Records that a brokered session began; of its placeholders only hashes are kept. */
export function beginBroker({ catalog, hash }: Pick<Vault, 'catalog' | 'hash'>, prepared: PreparedBroker): void {
  const hashes = new Set(prepared.grants.map(({ placeholder }) => placeholderHash(placeholder, hash)))
  catalog.startSession(prepared.session, prepared.events, [...hashes])
}

function judge(
  { providers, world }: Vault,
  { env, token, to, source }: ResolvedBinding,
  secret: Secret | undefined,
): Grant | PreparedBroker['leftOut'][number] {
  if (secret === undefined) throw new TypeError('a binding without its secret')
  const provider = providers.find(({ id }) => id === token.provider) ?? null
  const why =
    whyNotCarried(secret, provider, providers) ?? (token.destinations.length === 0 ? 'it has no destination' : null)
  if (why !== null) return { env, token: token.name, why }
  const placeholder = makePlaceholder(secret, providers, world)
  const destinations = (to ?? token.destinations).map(readDestination)
  return { env, source, token, account: token.account, provider, placeholder, destinations, secret }
}

/** Why no request can carry a secret, such as one that signs instead; null when one can. */
function whyNotCarried(secret: Secret, provider: Provider | null, providers: readonly Provider[]): string | null {
  const text = secret.reveal()
  const { format, provider: found } = identify(text, providers)
  if ((format?.carried ?? (provider ?? found)?.carried) === 'never')
    return 'it signs requests, and is never sent in one'
  if (/[\r\n]/.test(text)) return 'it has line breaks, and no header can hold it'
  if (/\p{Cc}/u.test(text)) return 'it has control characters, and no header can hold it'
  // RFC 9110 section 5.5: space around a field's value is no part of it.
  return text.trim() === text ? null : 'it begins or ends with a space, and no header keeps that'
}

/** A token behind two variables has one placeholder, unless the project sends it to other places by each. */
function sharedPlaceholders(grants: readonly Grant[]): Grant[] {
  const first = new Map<string, string>()
  return grants.map((grant) => {
    const key = `${grant.token.id} ${JSON.stringify(grant.destinations)}`
    const placeholder = first.get(key) ?? grant.placeholder
    first.set(key, placeholder)
    return { ...grant, placeholder }
  })
}

function changeOf(
  vault: Vault,
  request: SessionRequest,
  session: Session,
  grants: readonly Grant[],
  leftOut: PreparedBroker['leftOut'],
  given: readonly ResolvedBinding[],
  broker: BrokerAddress,
): EnvironmentChange {
  const { parent, clean = false } = request
  const bindings: BrokeredBinding[] = grants.map((grant) => ({ ...grant, token: grant.token.name }))
  const brokered = brokerEnvironment(bindings, broker, parent)
  const own = ownVariables({ ...request, kind: 'shell' }, session, given)
  // All of it: a shell puts it back after the user's own start-up files, which may name other proxies and roots.
  const set = new Map([...brokered, ...own, ['BULKHEAD_VARIABLES', [...brokered.keys()].join(' ')] as const])
  const drop = [...leftByOuter(parent), ...pastBroker(parent), ...leftOut.map(({ env }) => env)]
  // The session's own tokens are strangers here, too: its processes hold none.
  const { unset, removed } = scopedEnvironment(parent, set, foreignTokens(vault, []), { clean, drop })
  return { set, unset: unset.filter((env) => !set.has(env)), removed }
}
