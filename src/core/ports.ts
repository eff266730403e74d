import type { AuditAction, AuditEntry, AuditEvent } from './audit/audit-event.ts'
import type { Binding, KeptBinding, TrustRecord } from './project/binding.ts'
import type { Session } from './session/session.ts'
import type { Introspected } from './token/introspected.ts'
import type { Declared } from './token/reach.ts'
import type { LearnedScopes, ScopeEvidence } from './token/scope-evidence.ts'
import type { Secret } from './token/secret.ts'
import type { Token } from './token/token.ts'

// The records that ports carry. Earlier stages take these types from here, since they may not look ahead.
export type { AuditAction, AuditEntry, AuditEvent, Binding, KeptBinding, Session, TrustRecord }

/** Secrets by account, in the OS keychain or the sealed store. Accounts: a token's id, `<id>.2` …, `key.audit`, `audit.head`. */
export interface SecretStore {
  /**
   * The secret of an account, or null when there is none.
   *
   * @throws {BulkheadError} `keychain-missing`, `keychain-locked` (never null for a locked one), `keychain-crashed`, `prompt-timeout`.
   */
  get(account: string): Promise<Secret | null>
  /** Writes and reads back; the old value stays when it fails. */
  set(account: string, secret: Secret): Promise<void>
  /** @returns False when there was none. */
  delete(account: string): Promise<boolean>
}

/** A token as the catalog keeps it. */
export interface TokenRow extends Token {
  /** `pending` until its secret is in the keychain, `removed` until the secret is gone. Only `live` rows are tokens. */
  readonly life: 'pending' | 'live' | 'removed'
  /** Account of the current secret: the id, or `<id>.2` … after rotations. */
  readonly account: string
  /** What the user said it can do, kept apart so that reading reach anew starts from it. */
  readonly declared: Declared
  /** What its provider said of the current secret when it was asked last; null when it never was. */
  readonly introspected: Introspected | null
  /** The provider table with which the current secret was read last, by its stamp; null when that is not known. */
  readonly readWith: string | null
}

/**
 * The database of records. Synchronous; each method that writes is one `BEGIN IMMEDIATE` transaction with bounded retry.
 *
 * @throws {BulkheadError} `catalog-newer`, `catalog-corrupt`, `disk`, from any method.
 */
export interface Catalog {
  /** Random bytes under which fingerprints of this catalog are made. */
  readonly salt: Uint8Array

  /** Live tokens, by name. */
  tokens(): TokenRow[]
  tokenNamed(name: string): TokenRow | null
  tokenById(id: string): TokenRow | null
  /** Live tokens by fingerprint. */
  fingerprints(): Map<string, { id: string; name: string }>
  /** Names of the live tokens with this fingerprint, other than `id`. */
  twins(fingerprint: string, id: string): string[]
  /** Rows that are pending or removed: what a crash left. */
  unsettled(): TokenRow[]

  /** @throws {BulkheadError} `name-taken`. */
  insertPending(row: TokenRow): void
  /** pending → live, with the event in the same transaction. */
  activate(id: string, event: AuditEntry): void
  /**
   * Replaces a live token's record, with the event in the same transaction.
   *
   * @throws {BulkheadError} `name-taken`, `not-found`; `failure` when it has another secret by now than this record is of.
   */
  update(row: TokenRow, event: AuditEntry): void
  /**
   * Gives a live token another account, which `claimAccount` gave, with the event in the same transaction; the claim ends, and the
   * old account is noted as a stray.
   *
   * @param from The account that it had when it was read.
   * @returns False, and nothing changes, when it has another by now. @throws {BulkheadError} `name-taken`, `not-found`.
   */
  rotate(row: TokenRow, from: string, event: AuditEntry): boolean
  /**
   * Replaces a live token's destinations, with the event in the same transaction, if they are still these.
   *
   * @returns False when they are not, or there is no such token.
   */
  replaceDestinations(id: string, from: readonly string[], to: readonly string[], event: AuditEntry): boolean
  /** Notes that tokens were used at a time, with the events in the same transaction. */
  noteUse(ids: readonly string[], at: string, events: readonly AuditEntry[]): void
  /** What servers said of scopes, by the id of the token. */
  scopeEvidence(): Map<string, ScopeEvidence>
  /** Of one token; null when nothing was said since it has the secret it has. */
  scopeEvidenceOf(id: string): ScopeEvidence | null
  /** Adds to it what a session learned, by the id of the token; what is said of scopes held replaces what was. */
  noteScopes(learned: ReadonlyMap<string, LearnedScopes>, at: string): void
  /** Notes that the secrets of these rows, each in its account, were read with the table of this stamp and said nothing new. */
  noteReading(rows: readonly Pick<TokenRow, 'id' | 'account'>[], readWith: string): void
  /** live → removed, with the event in the same transaction. Its bindings stay, bound to nothing, or go with it. */
  entomb(id: string, event: AuditEntry, options?: { readonly unbind: boolean }): void
  /** Deletes a pending or removed row. */
  purge(id: string): void

  /**
   * A keychain account for the next secret of a token: `<id>.2`, `<id>.3` …, which no other process writes to.
   *
   * It is noted as a stray before anything is written there, so that a crash leaves nothing that is not found.
   */
  claimAccount(id: string): string
  /** Accounts that hold, or may hold, a secret which no token uses. */
  strays(): string[]
  dropStray(account: string): void

  /** Those of one project, or all; also those whose token was removed. */
  bindings(root?: string): KeptBinding[]
  bind(binding: Binding, event: AuditEntry): void
  /** @returns False when there was none. */
  unbind(root: string, env: string, event: AuditEntry): boolean

  trust(hash: string): TrustRecord | null
  /** The latest answers, by root. */
  trusts(): TrustRecord[]
  setTrust(record: TrustRecord, event: AuditEntry): void

  /** Session, `lastUsedAt` of its tokens, the events and the hashes of its placeholders, in one transaction. */
  startSession(session: Session, events: readonly AuditEntry[], placeholders?: readonly string[]): void
  /** Its placeholders are forgotten with it. */
  endSession(id: string, at: string, event: AuditEntry): void
  sessions(): Session[]
  sessionById(id: string): Session | null
  /** Sessions with a broker that did not report their end. */
  brokeredSessions(): Session[]
  /** Tells a session's broker to end. @returns False when no such session runs, or it has no broker. */
  askEnd(id: string): boolean
  /** True when a session was told to end, or has ended. */
  isEndAsked(id: string): boolean
  /** The session that was given this placeholder and did not report its end. @param hash From `placeholderHash`. */
  sessionWithPlaceholder(hash: string): string | null

  close(): void
}

/** Where a chain of events stands: how many rows, and the hash of the last. */
export interface ChainHead {
  readonly rows: number
  readonly hash: Uint8Array
}

/** One row of the chain as it is kept: the text that was hashed, and the hash over it and the row before. */
export interface ChainRow {
  /** From 1, without gaps. */
  readonly seq: number
  /** Canonical JSON of the entry. */
  readonly entry: string
  readonly hash: Uint8Array
}

/** A head that was vouched for with the keychain's `key.audit`. */
export interface Seal extends ChainHead {
  /** HMAC over both. */
  readonly mac: Uint8Array
}

/** The chain of events. It lives in the catalog's database, so that a change and its event commit together. */
export interface AuditLog {
  append(entry: AuditEntry): void
  /** Several at once, in one transaction. */
  appendAll(entries: readonly AuditEntry[]): void
  /** Newest last. @param limit Rows at most, the newest ones; default all. */
  events(limit?: number): AuditEvent[]
  /** Those of tripwires after row `after`, newest last. */
  tripwires(after: number): AuditEvent[]
  /** True when more than requests was recorded after row `after`. */
  hasOtherThanRequests(after: number): boolean
  head(): ChainHead
  /** The hash of one row; null when there is no such row. */
  hashAt(seq: number): Uint8Array | null
  /** All rows, from the first. */
  rows(): Iterable<ChainRow>
  /** The latest seal; null before the first. */
  seal(): Seal | null
  setSeal(seal: Seal): void
  /**
   * Runs `work` while no other process seals this record.
   *
   * @throws {BulkheadError} `failure` when another takes too long; whatever `work` throws.
   */
  sealing<T>(work: () => Promise<T>): Promise<T>
}

/** Secrets too large for a keychain entry, sealed; the key of each is in the keychain. */
export interface SealedRecords {
  /** @param ref Random name of one record. */
  read(ref: string): string | null
  write(ref: string, account: string, jwe: string): void
  /** Deletes the records of an account, all but `ref`. */
  prune(account: string, ref: string | null): void
}

/** Clock and chance. */
export interface World {
  now(): Date
  random(bytes: number): Uint8Array
}

/** Synchronous hashes, from node:crypto: `crypto.subtle` is asynchronous, and the exec path cannot wait for its start. */
export interface Hash {
  sha256(bytes: Uint8Array): Uint8Array
  /** HMAC-SHA-256. */
  hmac(key: Uint8Array, bytes: Uint8Array): Uint8Array
}

/** The way to one provider: GET and HEAD, never following a redirect. */
export type Fetch = typeof fetch
