import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAt, openTestCatalog } from '../testdata/open-test-catalog.ts'
import { auditEntry, tokenRow } from '../testdata/token-row.ts'
import { Database, refuseOldSqlite } from './database.ts'

const goldenOf = (version: number): string =>
  fileURLToPath(new URL(`../testdata/catalog-v${version}.db`, import.meta.url))

const GOLDEN = goldenOf(1)

const WRITER = fileURLToPath(new URL('../testdata/write-and-die.ts', import.meta.url))

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-database-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const CORRUPT = expect.objectContaining({ code: 'catalog-corrupt' })
const modeOf = (path: string): number => statSync(path).mode & 0o777

describe('a catalog file', () => {
  it.each([
    ['text', Buffer.from('this is a letter, not a database\n'.repeat(200))],
    [
      'a database header and then nothing of sense',
      Buffer.concat([readFileSync(GOLDEN).subarray(0, 60), Buffer.alloc(9_000, 0xa5)]),
    ],
    ['half of a page', readFileSync(GOLDEN).subarray(0, 2_000)],
  ])('is refused as corrupt when it holds %s, and stays as it is', (_, content) => {
    const path = join(base, 'catalog.db')
    writeFileSync(path, content)
    expect(() => openAt(path)).toThrow(CORRUPT)
    expect(readFileSync(path).equals(content)).toBe(true)
  })

  it('is refused as corrupt when pages in its middle are damaged', () => {
    const path = join(base, 'catalog.db')
    const content = readFileSync(GOLDEN)
    content.fill(0xff, 4_096, content.length)
    writeFileSync(path, content)
    expect(() => openAt(path).catalog.tokens()).toThrow(CORRUPT)
  })

  it('is refused when it belongs to another program', () => {
    const path = join(base, 'catalog.db')
    using foreign = new DatabaseSync(path)
    foreign.exec('CREATE TABLE bookmarks (url TEXT)')
    expect(() => openAt(path)).toThrow(CORRUPT)
  })

  it('is refused when a newer program wrote it, and stays as it is', () => {
    const path = join(base, 'catalog.db')
    copyFileSync(GOLDEN, path)
    const newer = new DatabaseSync(path)
    newer.exec('PRAGMA user_version = 1000')
    newer.close()
    const before = readFileSync(path)
    expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'catalog-newer' }))
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is refused as a symbolic link', () => {
    copyFileSync(GOLDEN, join(base, 'real.db'))
    symlinkSync(join(base, 'real.db'), join(base, 'catalog.db'))
    expect(() => openAt(join(base, 'catalog.db'))).toThrow(expect.objectContaining({ code: 'unsafe-path' }))
  })

  it('is tightened when it is too open', () => {
    const path = join(base, 'catalog.db')
    copyFileSync(GOLDEN, path)
    chmodSync(path, 0o644)
    using _ = openAt(path)
    expect(modeOf(path)).toBe(0o600)
  })

  it('has mode 0600 with its -wal and -shm, whatever the umask', () => {
    const before = process.umask(0)
    try {
      using test = openAt(join(base, 'catalog.db'))
      test.catalog.insertPending(tokenRow('one'))
      expect(['', '-wal', '-shm'].map((suffix) => modeOf(test.path + suffix))).toEqual([0o600, 0o600, 0o600])
    } finally {
      process.umask(before)
    }
  })

  it.each([1, 3, 4, 5, 6])('of schema %i is read by this program, every part of it', (version) => {
    const path = join(base, 'catalog.db')
    copyFileSync(goldenOf(version), path)
    using test = openAt(path)
    expect({
      salt: Buffer.from(test.catalog.salt).toString('hex'),
      tokens: test.catalog.tokens(),
      unsettled: test.catalog.unsettled(),
      strays: test.catalog.strays(),
      bindings: test.catalog.bindings(),
      trusts: test.catalog.trusts(),
      sessions: test.catalog.sessions(),
      events: test.audit.events(),
    }).toMatchSnapshot()
  })

  it('is in WAL mode, synced at every commit, with foreign keys on', () => {
    using test = openTestCatalog()
    const pragma = (name: string): unknown => test.database.row(`PRAGMA ${name}`)?.[0]
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
  })
})

describe('a change of the catalog', () => {
  it('is undone as a whole when its event cannot be written', () => {
    using test = openTestCatalog()
    const row = tokenRow('one')
    test.catalog.insertPending(row)
    test.database.script("CREATE TEMP TRIGGER stop BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'stop'); END")
    expect(() => test.catalog.activate(row.id, auditEntry())).toThrow()
    expect(test.catalog.unsettled()).toHaveLength(1)
  })

  it('waits for another writer, and says disk when that one takes too long', () => {
    using test = openTestCatalog()
    using other = new DatabaseSync(test.path)
    other.exec('BEGIN IMMEDIATE')
    expect(() => test.catalog.insertPending(tokenRow('one'))).toThrow(expect.objectContaining({ code: 'disk' }))
    other.exec('ROLLBACK')
    test.catalog.insertPending(tokenRow('one'))
    expect(test.catalog.unsettled()).toHaveLength(1)
  })

  it('leaves a short WAL, which the next process has to read', () => {
    using test = openTestCatalog()
    for (let count = 0; count < 200; count += 1) test.catalog.insertPending(tokenRow(`token-${count}`))
    // 64 pages of 4 KiB with their headers, and one more transaction on top.
    expect(statSync(`${test.path}-wal`).size).toBeLessThan(100 * 4_120)
  })

  it('lets the WAL grow for a process that writes much, to a bound, and leaves none when it closes', () => {
    using test = openTestCatalog()
    const wal = `${test.path}-wal`
    const event = auditEntry({ action: 'request', session: 'x'.repeat(300) })
    test.database.expectMany()
    let most = 0
    for (let count = 0; count < 40; count += 1) {
      test.audit.appendAll(Array(512).fill(event))
      most = Math.max(most, statSync(wal).size)
    }
    expect(most).toBeGreaterThan(200 * 4_120)
    expect(most).toBeLessThan(1_200 * 4_120)
    test.database.close()
    expect(existsSync(wal)).toBe(false)
  })

  it('keeps the WAL short when each writer commits once and never closes', () => {
    const path = join(base, 'catalog.db')
    openAt(path)[Symbol.dispose]()
    const sizes = Array.from({ length: 8 }, () => {
      expect(spawnSync(process.execPath, [WRITER, path]).signal).toBe('SIGKILL')
      return statSync(`${path}-wal`).size
    })
    expect(Math.max(...sizes)).toBeGreaterThan(0)
    expect(sizes.at(-1)).toBeLessThan(100 * 4_120)
  })

  it('does not wait for readers', () => {
    using test = openTestCatalog()
    using other = new DatabaseSync(test.path)
    other.exec('BEGIN; SELECT count(*) FROM tokens')
    test.catalog.insertPending(tokenRow('one'))
    expect(test.catalog.unsettled()).toHaveLength(1)
  })
})

describe('the version of SQLite', () => {
  it.each(['3.51.2', '3.50.9', '2.99.99', '0', ''])('%j is refused', (version) => {
    expect(() => refuseOldSqlite(version)).toThrow(expect.objectContaining({ code: 'failure' }))
  })

  it.each(['3.51.3', '3.52.0', '3.100.0', '4.0.0'])('%s is taken', (version) => {
    expect(() => refuseOldSqlite(version)).not.toThrow()
  })
})

describe('a catalog that is only read', () => {
  it('cannot be changed', () => {
    using test = openTestCatalog()
    using reader = new Database(test.path, { readonly: true })
    expect(() => reader.write(() => reader.run('DELETE FROM tokens'))).toThrow(
      expect.objectContaining({ code: 'disk' }),
    )
  })
})
