import { DatabaseSync } from 'node:sqlite'

/**
 * Fills a catalog with copies of its token `template`, differing in id, name and account; none has a secret.
 *
 * Straight into the database, since each `add` is a durable write and ten thousand of them take a minute.
 *
 * @param database Path of a catalog that no other process writes to.
 */
export function addManyTokens(database: string, template: string, count: number): void {
  const catalog = new DatabaseSync(database)
  const columns = catalog
    .prepare("SELECT name FROM pragma_table_info('tokens')")
    .all()
    .map((row) => String(row.name))
  const own: Record<string, string> = {
    id: "'tok_' || printf('%026d', n)",
    account: "'tok_' || printf('%026d', n)",
    name: "'many-' || printf('%05d', n)",
    fingerprint: 'NULL',
  }
  const values = columns.map((column) => own[column] ?? column)
  catalog
    .prepare(
      `WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
       INSERT INTO tokens (${columns}) SELECT ${values} FROM numbers, tokens WHERE name = ?`,
    )
    .run(count, template)
  catalog.close()
}
