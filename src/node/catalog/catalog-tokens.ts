import type { SQLInputValue } from 'node:sqlite'
import { BulkheadError } from '../../core/errors.ts'
import type { TokenRow } from '../../core/ports.ts'
import type { DomainKind } from '../../core/token/domain.ts'
import type { TokenStatus } from '../../core/token/token.ts'
import { isAtWork } from '../processes/is-at-work.ts'
import { isConstraint } from './catalog-error.ts'
import type { Database, Values } from './database.ts'

const COLUMNS = `id, name, life, account, provider, kind, status, domain_kind, domain_name, destinations, env,
  created_at, expires_at, rotated_at, last_used_at, reach, declared, fingerprint,
  introspected, read_with`

const SELECT = `SELECT ${COLUMNS} FROM tokens`

/**
 * Live tokens, by name.
 *
 * Sorted here: SQLite would carry all columns of all rows through its sort, which takes as long as reading them. Names
 * are ASCII, so that both orders are the same.
 */
export const liveTokens = (database: Database): TokenRow[] =>
  database
    .rows(`${SELECT} WHERE life = 'live'`)
    .map(rowReader())
    .sort((left, right) => (left.name < right.name ? -1 : 1))

export const liveTokenNamed = (database: Database, name: string): TokenRow | null =>
  maybe(database.row(`${SELECT} WHERE name = ? AND life <> 'removed' AND life = 'live'`, name))

export const liveTokenById = (database: Database, id: string): TokenRow | null =>
  maybe(database.row(`${SELECT} WHERE id = ? AND life = 'live'`, id))

/** Rows that a crash left, pending or removed; not those that a running process is about to finish. */
export function unsettledTokens(database: Database): TokenRow[] {
  const rows = database.rows(`SELECT ${COLUMNS}, writer FROM tokens WHERE life <> 'live' ORDER BY id`)
  const isLeft = ({ life, createdAt }: TokenRow, writer: unknown): boolean =>
    life === 'removed' || !isAtWork(Number(writer), createdAt)
  return rows.flatMap((values) => {
    const row = toRow(values)
    return isLeft(row, values.at(-1)) ? [row] : []
  })
}

/** Live tokens by fingerprint; of two with the same secret, the first by name. Read from an index alone. */
export function fingerprints(database: Database): Map<string, { id: string; name: string }> {
  const rows = database.rows(
    `SELECT fingerprint, id, name FROM tokens WHERE life = 'live' AND fingerprint IS NOT NULL
     ORDER BY fingerprint DESC, name DESC, id DESC`,
  )
  return new Map(rows.map(([fingerprint, id, name]) => [String(fingerprint), { id: String(id), name: String(name) }]))
}

/** Names of the live tokens with this fingerprint, other than `id`. */
export const twins = (database: Database, fingerprint: string, id: string): string[] =>
  database
    .rows(
      `SELECT name FROM tokens
       WHERE life = 'live' AND fingerprint IS NOT NULL AND fingerprint = ? AND id <> ? ORDER BY name`,
      fingerprint,
      id,
    )
    .map(([name]) => String(name))

/** @throws {BulkheadError} `name-taken`. */
export function insertToken(database: Database, row: TokenRow): void {
  const marks = [...COLUMNS.split(','), 'writer'].map(() => '?')
  namingTaken(row.name, () =>
    database.run(`INSERT INTO tokens (${COLUMNS}, writer) VALUES (${marks.join(', ')})`, ...toValues(row), process.pid),
  )
}

/**
 * Replaces a live token's record. The latest of both times of last use stays, since a session may have begun meanwhile.
 *
 * @param from The account that it must still have; default the record's own.
 * @throws {BulkheadError} `name-taken`, `not-found`, `failure` when it has another account by now.
 */
export function updateToken(database: Database, row: TokenRow, from = row.account): void {
  const changed = namingTaken(row.name, () =>
    database.run(
      `UPDATE tokens SET (${COLUMNS}) = (?, ?, 'live', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         nullif(max(ifnull(last_used_at, ''), ifnull(?, '')), ''), ?, ?, ?, ?, ?)
       WHERE id = ? AND life = 'live' AND account = ?`,
      ...toValues(row).filter((_, index) => index !== LIFE),
      row.id,
      from,
    ),
  )
  if (changed > 0) return
  throw liveTokenById(database, row.id) === null ? noSuchToken(row.name) : givenAnother(row.name)
}

const givenAnother = (name: string): BulkheadError =>
  new BulkheadError('failure', `${name} was given another secret in the same moment`, {
    hint: 'nothing was changed; try again',
  })

/** Replaces a live token's destinations if they are still `from`; false when they are not. */
export const replaceDestinations = (
  database: Database,
  id: string,
  from: readonly string[],
  to: readonly string[],
): boolean =>
  database.run(
    "UPDATE tokens SET destinations = ? WHERE id = ? AND life = 'live' AND destinations = ?",
    JSON.stringify(to),
    id,
    JSON.stringify(from),
  ) > 0

/** Notes the stamp of the table with which secrets were read; not for a row whose secret is another by now. */
export function noteReading(
  database: Database,
  rows: readonly Pick<TokenRow, 'id' | 'account'>[],
  readWith: string,
): void {
  for (const { id, account } of rows) {
    database.run('UPDATE tokens SET read_with = ? WHERE id = ? AND account = ?', readWith, id, account)
  }
}

/** Notes that tokens were used; a later use that is known already stays. */
export function markUse(database: Database, ids: readonly string[], at: string): void {
  for (const id of ids) {
    database.run("UPDATE tokens SET last_used_at = max(ifnull(last_used_at, ''), ?) WHERE id = ?", at, id)
  }
}

/** Moves a token from one stage of life to the next. @throws {BulkheadError} `not-found` when it is not in that stage. */
export function moveToken(database: Database, id: string, from: TokenRow['life'], to: TokenRow['life']): void {
  if (database.run('UPDATE tokens SET life = ? WHERE id = ? AND life = ?', to, id, from) === 0) throw noSuchToken(id)
}

export const noSuchToken = (name: string): BulkheadError =>
  new BulkheadError('not-found', `no token ${JSON.stringify(name)}`, { hint: 'see them all: bulkhead list' })

/** Place of `life` among the columns. */
const LIFE = 2

function toValues(row: TokenRow): SQLInputValue[] {
  return [
    row.id,
    row.name,
    row.life,
    row.account,
    row.provider,
    row.kind,
    row.status,
    row.domain.kind,
    row.domain.name,
    JSON.stringify(row.destinations),
    row.env,
    row.createdAt,
    row.expiresAt,
    row.rotatedAt,
    row.lastUsedAt,
    JSON.stringify(row.reach),
    JSON.stringify(row.declared),
    row.fingerprint,
    row.introspected && JSON.stringify(row.introspected),
    row.readWith,
  ]
}

/** `toRow` for many rows: tokens of one provider have the same destinations, so that few texts are parsed. */
function rowReader(): (values: Values) => TokenRow {
  const known = new Map<string, unknown>()
  const parse = (text: string): unknown => {
    const parsed = known.get(text) ?? JSON.parse(text)
    known.set(text, parsed)
    return parsed
  }
  return (values) => toRow(values, parse)
}

// The table is STRICT and only this file writes it, so a column's type is what was written.
function toRow(values: Values, parse: (text: string) => unknown = JSON.parse): TokenRow {
  const text = (index: number): string => values[index] as string
  const maybeText = (index: number): string | null => values[index] as string | null
  const introspected = maybeText(18)
  return {
    id: text(0),
    name: text(1),
    life: text(LIFE) as TokenRow['life'],
    account: text(3),
    provider: maybeText(4),
    kind: maybeText(5),
    status: text(6) as TokenStatus,
    domain: { kind: text(7) as DomainKind, name: text(8) },
    destinations: parse(text(9)) as TokenRow['destinations'],
    env: maybeText(10),
    createdAt: text(11),
    expiresAt: maybeText(12),
    rotatedAt: maybeText(13),
    lastUsedAt: maybeText(14),
    reach: JSON.parse(text(15)),
    declared: parse(text(16)) as TokenRow['declared'],
    fingerprint: maybeText(17),
    introspected: introspected === null ? null : JSON.parse(introspected),
    readWith: maybeText(19),
  }
}

const maybe = (values: Values | null): TokenRow | null => values && toRow(values)

function namingTaken<T>(name: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw new BulkheadError('name-taken', `there is a token ${JSON.stringify(name)} already`, {
      hint: 'choose another name, or give it a new secret: bulkhead rotate NAME',
      cause: error,
    })
  }
}
