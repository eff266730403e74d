import { BulkheadError } from '../../core/errors.ts'
import { corrupt } from './catalog-error.ts'
import type { Database } from './database.ts'

export interface Schema {
  /** Steps from an empty file to today's schema; a released step is never changed, only followed by another. */
  readonly steps: readonly string[]
  /** Four bytes in the file's header, so that file(1) and we know it from another program's database. */
  readonly applicationId: number
  /** Fills a new file. */
  readonly begin?: (database: Database) => void
}

/**
 * Brings a database to today's schema, in one transaction; one that is there already costs one read.
 *
 * @throws {BulkheadError} `catalog-newer`, `catalog-corrupt`, `disk`.
 */
export function migrate(database: Database, { steps, applicationId, begin }: Schema): void {
  if (versionOf(database, steps.length) === steps.length) return

  database.switchToWal()
  database.write(() => {
    // Another process may have been faster.
    const version = versionOf(database, steps.length)
    if (version === 0) refuseForeignTables(database)
    for (const step of steps.slice(version)) database.script(step)
    if (version === 0) begin?.(database)
    database.script(`PRAGMA user_version = ${steps.length}; PRAGMA application_id = ${applicationId}`)
  })
}

function versionOf(database: Database, known: number): number {
  const version = Number(database.row('PRAGMA user_version')?.[0])
  if (version <= known) return version
  throw new BulkheadError('catalog-newer', `the catalog was written by a newer bulkhead (schema ${version})`, {
    hint: `use that version; this one knows schemas up to ${known}`,
  })
}

function refuseForeignTables(database: Database): void {
  if (database.row('SELECT name FROM sqlite_schema LIMIT 1') !== null) {
    throw corrupt('it is the database of another program')
  }
}
