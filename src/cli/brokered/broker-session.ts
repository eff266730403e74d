// A brokered session from its start to its end. Loaded only where `--broker` was said.
import { randomBytes } from 'node:crypto'
import { type Authority, createAuthority } from '../../broker/authority/authority.ts'
import type { Broker } from '../../broker/session.ts'
import { startBroker } from '../../broker/start-broker.ts'
import { beginBroker, type PreparedBroker } from '../../core/broker-tokens.ts'
import type { Environment, EnvironmentChange } from '../../core/session/environment.ts'
import { endSession } from '../../core/use-token.ts'
import { sweepLearned } from '../../node/files/learned-file.ts'
import { rootCertificates } from '../../node/files/root-certificates.ts'
import {
  removeSessionFiles,
  replaceRoots,
  sessionFile,
  sweepSessionFiles,
  writeRoots,
} from '../../node/files/session-files.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { nameBroker } from '../../node/processes/name-broker.ts'
import { settleSessions } from '../settle-sessions.ts'
import { type BrokerPorts, brokerPorts } from './broker-ports.ts'
import { inheritedProxy } from './inherited-proxy.ts'
import type { Learning } from './learning.ts'
import { type LiveTokens, liveTokens } from './live-tokens.ts'
import { messageOf } from './message-of.ts'

export interface BrokerOptions {
  readonly strict: boolean
  readonly learn: boolean
  /** The environment that the session was started from. */
  readonly parent: Environment
  /** Says a line to the person at the terminal. */
  readonly say: (line: string) => void
  /** Says what to do about it. */
  readonly hint: (line: string) => void
}

/** A session whose broker listens. */
export interface BrokeredRun {
  readonly change: EnvironmentChange
  /** Records that the session has begun; called when its command runs. */
  readonly begin: () => void
  /** Comes true when the session was told to end. Its tunnels are closed by then. */
  readonly ended: Promise<void>
}

/** How often a broker looks whether it was told to end, and what became of its tokens, ms. */
const LOOK = 250

/**
 * Lends a broker to a session, and ends it with the session: its tunnels are closed before this returns.
 *
 * @param use Runs the session's command, and answers when that has ended.
 * @throws {BulkheadError} `unsafe-path`, `disk`, `failure` when no broker can be started; whatever `use` throws.
 */
export async function withBroker<T>(
  vault: OpenVault,
  prepared: PreparedBroker,
  options: BrokerOptions,
  use: (run: BrokeredRun) => Promise<T>,
): Promise<T> {
  nameBroker()
  vault.expectMany()
  sweepSessionFiles(vault.paths)
  sweepLearned(vault.paths, vault.world.now())
  settleSessions(vault)
  const parts = await startParts(vault, prepared, options)
  const watch = watchSession(vault, prepared, parts, options)
  try {
    return await use({ change: prepared.change(parts.address), begin: watch.begin, ended: watch.ended })
  } finally {
    watch.close()
    await parts.broker.end()
    parts.ports.flush()
    parts.learning?.end(options)
    removeSessionFiles(vault.paths, prepared.session.id, process.pid)
    watch.recordEnd()
  }
}

interface Parts {
  readonly broker: Broker
  readonly ports: BrokerPorts
  readonly tokens: LiveTokens
  readonly address: { readonly port: number; readonly credential: string; readonly bundle: string }
  readonly learning: Learning | null
  /** Writes the file of roots again when the authority has a new certificate. */
  readonly renewRoots: () => void
}

async function startParts(vault: OpenVault, prepared: PreparedBroker, options: BrokerOptions): Promise<Parts> {
  const { session } = prepared
  const upstreamProxy = inheritedProxy(options)
  const roots = rootCertificates(options.parent, vault.paths, options.say)
  const authority = createAuthority(boundHosts(prepared), { now: vault.world.now })
  const tokens = liveTokens(vault, prepared, options.say)
  const ports = brokerPorts(vault, prepared, { authority, roots, ...options })
  const credential = randomBytes(16).toString('hex')
  const { strict, learn } = options
  const known = { id: session.id, credential, tokens: tokens.tokens, strict, learn, upstreamProxy }
  const learning = learn ? await startLearning(vault, prepared, options.say) : null
  const broker = await startBroker(known, learning?.world(ports.world) ?? ports.world)
  try {
    learning?.begin()
    const bundle = sessionFile(vault.paths, session.id, process.pid, 'roots.pem')
    const renewRoots = keepRoots(bundle, roots, authority)
    return { broker, ports, tokens, learning, address: { port: broker.port, credential, bundle }, renewRoots }
  } catch (error) {
    await broker.end()
    learning?.end({ say: () => {}, hint: () => {} })
    throw error
  }
}

/** Its code is loaded by sessions that learn alone. */
async function startLearning(vault: OpenVault, { session, grants }: PreparedBroker, say: (line: string) => void) {
  const { createLearning } = await import('./learning.ts')
  const tokens = grants.map(({ token: { id, name }, destinations }) => ({ id, name, destinations }))
  return createLearning(vault, session.id, tokens, say)
}

function keepRoots(bundle: string, roots: readonly string[], authority: Authority): () => void {
  let own = authority.certificate()
  writeRoots(bundle, [...roots, own])
  return () => {
    const current = authority.certificate()
    if (current === own) return
    replaceRoots(bundle, [...roots, current])
    own = current
  }
}

const boundHosts = ({ grants }: PreparedBroker): string[] => [
  ...new Set(grants.flatMap(({ destinations }) => destinations.map(({ host }) => host))),
]

interface Watch {
  readonly begin: () => void
  readonly ended: Promise<void>
  readonly close: () => void
  readonly recordEnd: () => void
}

function watchSession(
  vault: OpenVault,
  prepared: PreparedBroker,
  { broker, ports, tokens, learning, renewRoots }: Parts,
  { say, hint }: BrokerOptions,
): Watch {
  const { id } = prepared.session
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let hasBegun = false
  let isEnding = false
  const endIfAsked = (): void => {
    if (!hasBegun || isEnding || !vault.catalog.isEndAsked(id)) return
    isEnding = true
    say('the session is ended from outside, and its placeholders are worthless now')
    hint(
      'by `bulkhead sessions end`, in the app, or since another session sent one of them: bulkhead audit shows a tripwire',
    )
    void broker.end().then(resolve)
  }
  // Each for itself: what a full disk keeps from being written keeps no session from ending.
  const looks = [endIfAsked, tokens.refresh, ports.showTraffic, () => learning?.write(), renewRoots]
  const sayOnce = saidOnce(say)
  const timer = setInterval(() => {
    for (const look of looks) attempt(look, sayOnce)
  }, LOOK)
  return {
    begin: () => {
      beginBroker(vault, prepared)
      hasBegun = true
    },
    ended,
    close: () => clearInterval(timer),
    recordEnd: () => {
      if (hasBegun) attempt(() => endSession(vault, prepared.session), say)
    },
  }
}

/** What is tried again four times a second fails as often. */
function saidOnce(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>()
  return (line) => {
    if (said.has(line)) return
    said.add(line)
    say(line)
  }
}

/** A full disk must not end the command that runs: it is said, and tried again. */
function attempt(work: () => void, say: (line: string) => void): void {
  try {
    work()
  } catch (error) {
    say(messageOf(error))
  }
}
