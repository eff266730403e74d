import type { SecureContext } from 'node:tls'
import type { Destination } from '../core/token/destination-grammar.ts'
import type { Carrier } from '../core/token/provider.ts'
import type { Secret } from '../core/token/secret.ts'

/** A token as a broker has it. */
export interface BrokeredToken {
  readonly id: string
  readonly name: string
  readonly env: string
  readonly provider: string | null
  /** Of this session only. */
  readonly placeholder: string
  /** The provider's; none means `Authorization` with any scheme. */
  readonly carriers: readonly Carrier[]
  /** Those of the session's start, narrowed by the project's file. Their hosts stay bound whatever is taken away. */
  readonly granted: readonly Destination[]
  /** Of those, what is left: they may become fewer while the session runs, so ask for them at each decision. */
  readonly destinations: readonly Destination[]
  /**
   * Its destinations as the vault has them now, and whether the project's file narrows them: a session gets none
   * that were added after it began.
   */
  readonly kept?: () => { readonly all: readonly Destination[]; readonly isNarrowed: boolean }
  /** Why it may not be used now; null when it may. Asked at each decision. */
  readonly blocked: () => Blocked | null
  /** May change while the session runs, as tokens are rotated: ask for it where it goes upstream. */
  readonly secret: Secret
}

/** Why a token may not be used, as who asks for it is told. */
export interface Blocked {
  /** The second one for all that is kept from use: removed, revoked, moved, unbound. */
  readonly code: 'token-expired' | 'token-quarantined'
  readonly reason: string
  readonly hint: string
}

export interface BrokerSession {
  readonly id: string
  /** The proxy's password, whose user is `bulkhead`. */
  readonly credential: string
  readonly tokens: readonly BrokeredToken[]
  readonly strict: boolean
  readonly learn: boolean
  /** The proxy that the session's processes would have used; null for none. */
  readonly upstreamProxy: UpstreamProxy | null
}

/** A proxy that is dialled through, and what past it: there every address is checked. */
export interface UpstreamProxy {
  readonly url: URL
  readonly isFor: (place: { readonly host: string; readonly port: number }) => boolean
}

/** Every way in which a broker says no; four of them for what never came to a decision. */
export type RefusalCode =
  | 'request-invalid'
  | 'session-invalid'
  | 'host-mismatch'
  | 'upstream-failed'
  | 'out-of-domain-host'
  | 'out-of-domain-path'
  | 'out-of-domain-method'
  | 'placeholder-unknown'
  | 'placeholder-misplaced'
  | 'token-expired'
  | 'token-quarantined'
  | 'host-refused'

/** What a broker needs of the machine and of the vault. */
export interface BrokerWorld {
  now(): Date
  /** Asked for bound hosts only. */
  leafFor(host: string): SecureContext | Promise<SecureContext>
  /** Roots that upstream servers are held against, PEM. */
  readonly upstreamCa: readonly string[]
  resolve(host: string): Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>
  /** Each decision; a refusal is on the disk when this returns. */
  record(exchange: Exchange): void
  /** A placeholder where it must not be. */
  tripwire(tripwire: Tripwire): void
  /** The same refusal for a person: many clients show nothing of the answer that says why. */
  tell?(told: Told): void
  /** A client did not take the certificate of a bound host: it looks for its roots elsewhere than in the environment. */
  handshakeRefused?(host: string): void
  /** The running session that a text is a placeholder of, if that is another one. */
  isForeignPlaceholder(text: string): string | null
}

/** One decision. */
export interface Exchange {
  readonly at: string
  readonly token: { readonly id: string; readonly name: string } | null
  readonly session: string
  /** Ids of further tokens whose secrets were in it. */
  readonly others?: readonly string[]
  readonly method: string
  /** Null where it came to none. */
  readonly scheme: 'https' | 'http' | null
  readonly host: string
  readonly port: number
  /** For learning and the live view; never kept in the audit trail. */
  readonly path: string
  readonly status: number | null
  readonly decision: 'allowed' | 'refused'
  readonly code: string | null
  /** How long it took. */
  readonly ms: number
  /** What the server said of scopes: those that the request needed, those that the token has. Null where it says nothing. */
  readonly scopes?: { readonly accepted: string | null; readonly held: string | null } | null
  /** True when the secret came back in the answer and was taken out of it. */
  readonly isReflected?: boolean
}

/** A refusal as the person before the terminal is told it: no query, no placeholder, and no credential in it. */
export interface Told {
  readonly code: RefusalCode
  /** The token's name. */
  readonly token: string | null
  readonly asked: string
  /** The same with the shape of its path: requests of one kind differ in identifiers. */
  readonly kind: string
  readonly reason: string
  readonly hint: string
  /** True where a placeholder was found in a wrong place, which is told by itself. */
  readonly isTripwire: boolean
}

/** A placeholder where it must not be. */
export interface Tripwire {
  readonly at: string
  readonly token: { readonly id: string; readonly name: string } | null
  readonly session: string
  /** The other session whose placeholder it was; null for one of this session. */
  readonly foreignSession: string | null
  readonly method: string
  readonly host: string
  readonly code: string
  /** The ports of the client's connection to the broker, by which its process is found. */
  readonly client: { readonly localPort: number; readonly remotePort: number }
}

/** A broker that listens. */
export interface Broker {
  readonly port: number
  /** Stops listening and closes every connection, within a second. */
  end(): Promise<void>
}
