import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from './database.ts'
import { type CatalogWatch, watchCatalog } from './watch-catalog.ts'

describe('watching the catalog', () => {
  let folder = ''
  let writer: Database
  let watch: CatalogWatch
  let changes = 0

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkhead-watch-'))
    const path = join(folder, 'catalog.db')
    writer = new Database(path)
    writer.script('CREATE TABLE t (x INTEGER)')
    changes = 0
    watch = watchCatalog(path, 10, () => {
      changes += 1
    })
  })
  afterEach(async () => {
    watch.close()
    writer.close()
    await rm(folder, { recursive: true, force: true })
  })

  const settled = async (): Promise<number> => {
    await sleep(120)
    return changes
  }

  it('hears nothing while nothing is written', async () => {
    writer.rows('SELECT x FROM t')
    expect(await settled()).toBe(0)
  })

  it('hears of a commit, and of several at once but once', async () => {
    writer.write(() => writer.run('INSERT INTO t VALUES (1)'))
    expect(await settled()).toBe(1)
    for (const x of [2, 3, 4]) writer.write(() => writer.run('INSERT INTO t VALUES (?)', x))
    expect(await settled()).toBe(2)
  })

  it('hears nothing of what was rolled back', async () => {
    const failing = (): void =>
      writer.write(() => {
        writer.run('INSERT INTO t VALUES (1)')
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(await settled()).toBe(0)
  })

  it('hears nothing after it was closed', async () => {
    watch.close()
    writer.write(() => writer.run('INSERT INTO t VALUES (1)'))
    expect(await settled()).toBe(0)
    watch = { close: () => undefined }
  })
})
