import { statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { BulkheadError } from '../../core/errors.ts'
import { createFile, tightenFile } from '../files/safe-file.ts'
import { asCatalogError, isBusy } from './catalog-error.ts'

/** Column values in the order of the statement. */
export type Values = readonly SQLOutputValue[]

/** How long a writer waits for another one, ms. SQLite sleeps in between and tries again. */
const BUSY_TIMEOUT = 4_000

/**
 * Pages in the WAL before they are copied into the file.
 *
 * `exec` never closes its connection, so the next process reads the whole WAL to recover it: 15 ms at SQLite's own 1,000
 * pages, nothing to speak of at these.
 */
const WAL_PAGES = 64

/**
 * The same for a process that stays and commits many rows at a time: to copy them takes three syncs. Measured with batches
 * of 512 rows: 38 µs a row at 64 pages, 19 at these. It copies them when it closes; one that is killed leaves 15 ms of work.
 */
const WAL_PAGES_OF_MANY = 1_000

const PAGE = 4_096

/** Versions before this could corrupt a WAL database that several processes share. https://sqlite.org/wal.html#walresetbug */
const OLDEST_SQLITE = [3, 51, 3] as const

/**
 * One SQLite file in WAL mode, shared with other processes.
 *
 * Statements are prepared when first used and kept. Every error of SQLite comes out as `disk` or `catalog-corrupt`,
 * except a broken constraint, which the caller knows to name.
 */
export class Database implements Disposable {
  readonly #sqlite: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #path: string
  /** A longer WAL than this holds what was copied already, pages. */
  #walPages = WAL_PAGES
  #isWalBounded = false

  /**
   * Opens a file, made first with mode 0600 if it is missing; its folder has to be there.
   *
   * @param path A file, or `:memory:`.
   * @throws {BulkheadError} `unsafe-path`, `disk`, `catalog-corrupt`.
   */
  constructor(path: string, { readonly = false } = {}) {
    refuseOldSqlite(process.versions.sqlite ?? '0')
    this.#path = path
    if (path !== ':memory:') {
      if (!readonly) createFile(path)
      // SQLite gives -wal and -shm the mode of the file itself.
      for (const suffix of ['', '-wal', '-shm']) tightenFile(path + suffix)
    }
    this.#sqlite = translated(
      () =>
        new DatabaseSync(path, {
          readOnly: readonly,
          timeout: BUSY_TIMEOUT,
          enableForeignKeyConstraints: true,
          defensive: true,
        }),
    )
  }

  rows(sql: string, ...values: SQLInputValue[]): Values[] {
    // returnArrays makes rows arrays, which node's types do not say.
    return translated(() => this.#statement(sql).all(...values)) as unknown as Values[]
  }

  row(sql: string, ...values: SQLInputValue[]): Values | null {
    return (translated(() => this.#statement(sql).get(...values)) as unknown as Values | undefined) ?? null
  }

  /** Rows one at a time, for what may not fit into memory. */
  *each(sql: string, ...values: SQLInputValue[]): Generator<Values> {
    try {
      for (const row of this.#statement(sql).iterate(...values)) yield row as unknown as Values
    } catch (error) {
      throw asCatalogError(error)
    }
  }

  /** @returns How many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return translated(() => Number(this.#statement(sql).run(...values).changes))
  }

  /** Runs statements that return nothing, such as a schema. */
  script(sql: string): void {
    translated(() => this.#sqlite.exec(sql))
  }

  /**
   * Runs `change` in one transaction that has the write lock from its first moment; a throw undoes all of it.
   *
   * A deferred transaction would meet SQLITE_BUSY in the middle, where waiting cannot help. Inside another `write` it
   * is a part of that one.
   */
  write<T>(change: () => T): T {
    if (this.#sqlite.isTransaction) return change()
    this.#boundWal()
    this.#patiently(() => this.script('BEGIN IMMEDIATE'))
    try {
      const result = change()
      this.script('COMMIT')
      this.#emptyLongWal()
      return result
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK')
      throw error
    }
  }

  /** From here on this process commits many rows at a time, and will close the file. */
  expectMany(): void {
    this.#walPages = WAL_PAGES_OF_MANY
    this.#isWalBounded = false
  }

  /** Switches to WAL for good. It needs the file for itself for a moment, and SQLite does not wait for that by itself. */
  switchToWal(): void {
    this.#patiently(() => this.script('PRAGMA journal_mode = WAL'))
  }

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#sqlite.prepare(sql, { returnArrays: true })
    this.#statements.set(sql, statement)
    return statement
  }

  #boundWal(): void {
    if (this.#isWalBounded) return
    this.script(`PRAGMA wal_autocheckpoint = ${this.#walPages}`)
    this.#isWalBounded = true
  }

  /**
   * Begins the WAL anew where SQLite itself would not: whoever recovers it does not know what of it was copied, and only
   * a second commit of the one that copied would begin anew. Commands commit once, so it would grow with each of them.
   */
  #emptyLongWal(): void {
    if (this.#path === ':memory:' || sizeOf(`${this.#path}-wal`) <= this.#walPages * PAGE) return
    try {
      // Not worth a wait for readers: the next commit tries again.
      this.#sqlite.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // What was to be kept is kept.
    } finally {
      this.#sqlite.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`)
    }
  }

  /** SQLite answers some conflicts, such as a recovery or the first switch to WAL, without its busy timeout. */
  #patiently(attempt: () => void): void {
    // `performance` would load node:perf_hooks, at each start of `exec`.
    const deadline = process.uptime() + BUSY_TIMEOUT / 1000
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        attempt()
        return
      } catch (error) {
        const isWorthIt = error instanceof BulkheadError && isBusy(error.cause) && process.uptime() < deadline
        if (!isWorthIt) throw error
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
      }
    }
  }
}

/** @throws {BulkheadError} `failure` for a version that could corrupt the catalog. */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  const difference = OLDEST_SQLITE.map((wanted, index) => (parts[index] ?? 0) - wanted).find((step) => step !== 0) ?? 0
  if (difference >= 0) return
  throw new BulkheadError('failure', `this Node carries SQLite ${version}, which can damage a shared catalog`, {
    hint: `use a Node with SQLite ${OLDEST_SQLITE.join('.')} or newer`,
  })
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

function translated<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asCatalogError(error)
  }
}
