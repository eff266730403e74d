import type { AuditEntry, AuditLog, Catalog, TokenRow } from '../../core/ports.ts'
import { dropBinding, dropBindingsOf, loosenBindingsOf, readBindings, writeBinding } from './catalog-bindings.ts'
import { corrupt } from './catalog-error.ts'
import { addScopes, dropScopes, readScopes, readScopesOf } from './catalog-scopes.ts'
import {
  closeSession,
  isEndMarked,
  markEnd,
  placeholderOwner,
  readBrokered,
  readSession,
  readSessions,
  writeSession,
} from './catalog-sessions.ts'
import { claimAccount, dropStray, leftStrays, noteStray } from './catalog-strays.ts'
import {
  fingerprints,
  insertToken,
  liveTokenById,
  liveTokenNamed,
  liveTokens,
  markUse,
  moveToken,
  noSuchToken,
  noteReading,
  replaceDestinations,
  twins,
  unsettledTokens,
  updateToken,
} from './catalog-tokens.ts'
import { latestTrusts, readTrust, writeTrust } from './catalog-trust.ts'
import type { Database } from './database.ts'

/**
 * The catalog in an open database whose schema is today's.
 *
 * @param audit The log in the same database: its `append` joins the transaction that is open.
 */
export function catalogIn(database: Database, audit: Pick<AuditLog, 'append'>): Catalog {
  const change = (work: () => void, ...events: readonly AuditEntry[]): void =>
    database.write(() => {
      work()
      for (const event of events) audit.append(event)
    })

  return {
    salt: readSalt(database),

    tokens: () => liveTokens(database),
    tokenNamed: (name) => liveTokenNamed(database, name),
    tokenById: (id) => liveTokenById(database, id),
    fingerprints: () => fingerprints(database),
    twins: (fingerprint, id) => twins(database, fingerprint, id),
    unsettled: () => unsettledTokens(database),

    insertPending: (row) => database.write(() => insertToken(database, row)),
    activate: (id, event) => change(() => moveToken(database, id, 'pending', 'live'), event),
    update: (row, event) => change(() => updateToken(database, row), event),
    rotate: (row, from, event) =>
      database.write(() => {
        if (liveTokenById(database, row.id)?.account !== from) return false
        updateToken(database, row, from)
        moveAccount(database, row, from)
        audit.append(event)
        return true
      }),
    replaceDestinations: (id, from, to, event) =>
      database.write(() => {
        const isReplaced = replaceDestinations(database, id, from, to)
        if (isReplaced) audit.append(event)
        return isReplaced
      }),
    noteUse: (ids, at, events) => change(() => markUse(database, ids, at), ...events),
    scopeEvidence: () => readScopes(database),
    scopeEvidenceOf: (id) => readScopesOf(database, id),
    noteScopes: (learned, at) =>
      database.write(() => {
        for (const [id, scopes] of learned) addScopes(database, id, scopes, at)
      }),
    noteReading: (rows, readWith) => {
      database.write(() => noteReading(database, rows, readWith))
    },
    entomb: (id, event, { unbind } = { unbind: false }) =>
      change(() => {
        moveToken(database, id, 'live', 'removed')
        if (unbind) dropBindingsOf(database, id)
        else loosenBindingsOf(database, id)
      }, event),
    purge: (id) => {
      database.write(() => database.run("DELETE FROM tokens WHERE id = ? AND life <> 'live'", id))
    },

    claimAccount: (id) => database.write(() => claimAccount(database, id)),
    strays: () => leftStrays(database),
    dropStray: (account) => {
      database.write(() => dropStray(database, account))
    },

    bindings: (root) => readBindings(database, root),
    bind: (binding, event) =>
      change(() => {
        if (liveTokenById(database, binding.tokenId) === null) throw noSuchToken(binding.tokenId)
        writeBinding(database, binding)
      }, event),
    unbind: (root, env, event) =>
      database.write(() => {
        const found = dropBinding(database, root, env)
        if (found) audit.append(event)
        return found
      }),

    trust: (hash) => readTrust(database, hash),
    trusts: () => latestTrusts(database),
    setTrust: (record, event) => change(() => writeTrust(database, record), event),

    startSession: (session, events, placeholders = []) =>
      change(() => writeSession(database, session, placeholders), ...events),
    endSession: (id, at, event) => change(() => closeSession(database, id, at), event),
    sessions: () => readSessions(database),
    sessionById: (id) => readSession(database, id),
    brokeredSessions: () => readBrokered(database),
    askEnd: (id) => database.write(() => markEnd(database, id)),
    isEndAsked: (id) => isEndMarked(database, id),
    sessionWithPlaceholder: (hash) => placeholderOwner(database, hash),

    close: () => database.close(),
  }
}

/** The new account is no stray any more, the old one is, and what was said of its secret is past. */
function moveAccount(database: Database, { id, account }: TokenRow, from: string): void {
  dropStray(database, account)
  noteStray(database, from)
  dropScopes(database, id)
}

function readSalt(database: Database): Uint8Array {
  const salt = database.row("SELECT value FROM meta WHERE key = 'salt'")?.[0]
  if (salt instanceof Uint8Array) return salt
  throw corrupt('its salt is missing')
}
