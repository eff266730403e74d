import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAt } from '../testdata/open-test-catalog.ts'
import { tokenRow } from '../testdata/token-row.ts'
import { catalogSchema } from './catalog-schema.ts'
import { Database } from './database.ts'
import { migrate, type Schema } from './migrate.ts'

const DRIVER = fileURLToPath(new URL('../testdata/migrate-driver.ts', import.meta.url))

let base: string
let path: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-migrate-'))
  path = join(base, 'catalog.db')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const first = catalogSchema((length) => new Uint8Array(length))
const second: Schema = { ...first, steps: [...first.steps, 'ALTER TABLE tokens ADD COLUMN note TEXT'] }

describe('a schema', () => {
  it('is made as a whole or not at all when the process is killed in the middle', () => {
    expect(spawnSync(process.execPath, [DRIVER, path, 'die']).signal).toBe('SIGKILL')
    using database = new Database(path)
    expect(database.row('SELECT count(*) FROM sqlite_schema')).toEqual([0])
    using test = openAt(path)
    expect(test.catalog.tokens()).toEqual([])
  })

  it('is made once when six processes open a new catalog at the same moment', async () => {
    const run = promisify(execFile)
    const opened = await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, [DRIVER, path])))
    const salts = new Set(opened.map(({ stdout }) => stdout))
    expect([...salts]).toEqual([expect.stringMatching(/^[0-9A-F]{64}\n$/)])
  })

  it('of an older program is brought on with everything in it, and is then too new for that program', () => {
    const row = tokenRow('one')
    {
      using test = openAt(path)
      test.catalog.insertPending(row)
    }
    {
      using database = new Database(path)
      migrate(database, second)
      expect(database.rows('SELECT name, note FROM tokens')).toEqual([['one', null]])
    }
    expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'catalog-newer' }))
  })

  it('stays the old one when a step to the new one fails', () => {
    openAt(path)[Symbol.dispose]()
    using database = new Database(path)
    const broken: Schema = { ...second, steps: [...second.steps, 'SELECT no_such_column FROM tokens'] }
    expect(() => migrate(database, broken)).toThrow()
    using test = openAt(path)
    expect(test.catalog.tokens()).toEqual([])
    expect(database.rows("SELECT 1 FROM pragma_table_info('tokens') WHERE name = 'note'")).toEqual([])
  })
})
