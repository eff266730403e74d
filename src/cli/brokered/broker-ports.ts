import { lookup } from 'node:dns/promises'
import type { Authority } from '../../broker/authority/authority.ts'
import type { BrokerWorld, Exchange, Tripwire } from '../../broker/session.ts'
import { requestLog } from '../../core/audit/request-log.ts'
import type { PreparedBroker } from '../../core/broker-tokens.ts'
import type { AuditEntry } from '../../core/ports.ts'
import { sessionFile } from '../../node/files/session-files.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { ancestry } from '../../node/processes/actor.ts'
import { socketOwner } from '../../node/processes/socket-owner.ts'
import { foreignPlaceholder } from './foreign-placeholder.ts'
import { messageOf } from './message-of.ts'
import { refusalNotes } from './refusal-notes.ts'
import { trafficMeter } from './traffic.ts'

/** What a broker reaches this machine and the vault by. */
export interface BrokerPorts {
  readonly world: BrokerWorld
  /** Shows what the session sent to those who look at it, and keeps what servers said of scopes. */
  showTraffic(): void
  /** Writes what of the record still waits. */
  flush(): void
}

interface Needs {
  readonly authority: Authority
  readonly roots: readonly string[]
  readonly strict: boolean
  readonly say: (line: string) => void
  readonly hint: (line: string) => void
}

export function brokerPorts(
  vault: OpenVault,
  { session, grants }: PreparedBroker,
  { authority, roots, strict, say, hint }: Needs,
): BrokerPorts {
  const { audit, catalog, paths } = vault
  const { now } = vault.world
  const log = requestLog(audit, callLater, (error) => say(`the record cannot be written: ${messageOf(error)}`))
  const placeholders = grants.map(({ placeholder }) => placeholder)
  const meter = trafficMeter(sessionFile(paths, session.id, process.pid, 'traffic.json'), { strict, placeholders }, now)
  // The session's own line of processes; the one that sent a request is looked for only at a tripwire.
  const line = vault.actor()
  /** A refusal that cannot be recorded stays one. */
  const refuse = (entry: AuditEntry): void => {
    try {
      log.refused(entry)
    } catch (error) {
      say(`the record cannot be written: ${messageOf(error)}`)
    }
  }
  const record = (exchange: Exchange): void => {
    meter.count(exchange)
    const { at, token, method, host, status, decision, code } = exchange
    // Written out: to spread it costs each request 0.5 µs.
    const entry: AuditEntry = {
      at,
      action: 'request',
      token,
      project: session.project,
      session: session.id,
      process: line,
      request: { method, host, status },
      decision,
      code,
    }
    if (decision === 'refused') refuse(entry)
    else log.allowed(entry)
  }
  const notes = refusalNotes({ say, hint })
  const tripwire = (wire: Tripwire): void => {
    const owner = socketOwner({ local: wire.client.remotePort, remote: wire.client.localPort })
    const process = owner === null ? line : ancestry(owner)
    const { at, token, method, host, code } = wire
    const place = { project: session.project, session: session.id, process }
    const request = { method, host, status: null }
    refuse({ at, action: 'tripwire', token, ...place, request, decision: 'refused', code })
    notes.tripped(wire, process[0])
    if (wire.foreignSession !== null) catalog.askEnd(wire.foreignSession)
  }
  const noteScopes = (options?: { counts: boolean }): void =>
    meter.keepNewScopes((learned) => catalog.noteScopes(learned, now().toISOString()), options)
  const warned = new Set<string>()
  const handshakeRefused = (host: string): void => {
    if (warned.has(host)) return
    warned.add(host)
    say(
      `a client does not trust this session’s certificate for ${host}: it looks for roots elsewhere than in SSL_CERT_FILE and its kin`,
    )
  }
  return {
    world: {
      now,
      handshakeRefused,
      leafFor: (host) => authority.leafFor(host),
      upstreamCa: roots,
      resolve: async (host) =>
        (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
          address,
          family: family === 6 ? 6 : 4,
        })),
      record,
      tripwire,
      tell: notes.refused,
      isForeignPlaceholder: foreignPlaceholder(vault, session.id, () => performance.now()),
    },
    showTraffic: () => {
      meter.write()
      noteScopes()
    },
    flush: () => {
      log.flush()
      try {
        noteScopes({ counts: true })
      } catch (error) {
        say(`what servers said of scopes cannot be kept: ${messageOf(error)}`)
      }
    },
  }
}

const callLater = (ms: number, call: () => void): void => {
  setTimeout(call, ms)
}
