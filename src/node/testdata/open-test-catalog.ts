import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditLog, Catalog } from '../../core/ports.ts'
import { auditLogIn } from '../catalog/audit-log.ts'
import { catalogIn } from '../catalog/catalog.ts'
import { catalogSchema } from '../catalog/catalog-schema.ts'
import { Database } from '../catalog/database.ts'
import { migrate } from '../catalog/migrate.ts'
import { nodeHash } from '../hash.ts'
import { machineWorld } from '../world.ts'

export interface TestCatalog extends Disposable {
  readonly path: string
  readonly database: Database
  readonly catalog: Catalog
  readonly audit: AuditLog
  /** Another connection to the same file, as another process would have it. */
  again(): TestCatalog
}

/** A catalog in a temporary folder, taken away when disposed. */
export function openTestCatalog(): TestCatalog {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-catalog-'))
  return openAt(join(folder, 'catalog.db'), () => rmSync(folder, { recursive: true, force: true }))
}

/** A catalog in a file of the test's own. */
export function openAt(path: string, after: () => void = () => undefined): TestCatalog {
  const database = new Database(path)
  migrate(database, catalogSchema(machineWorld.random))
  const audit = auditLogIn(database, nodeHash)
  return {
    path,
    database,
    audit,
    catalog: catalogIn(database, audit),
    again: () => openAt(path),
    [Symbol.dispose]: () => {
      database.close()
      after()
    },
  }
}
