import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAt } from './testdata/open-test-catalog.ts'
import { auditEntry, tokenRow } from './testdata/token-row.ts'

const FILLER = fileURLToPath(new URL('testdata/fill-catalog.ts', import.meta.url))
const GOLDEN = fileURLToPath(new URL('testdata/catalog-v1.db', import.meta.url))

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-faults-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

/** Adds tokens until an error, behind a shell line that sets the scene; prints how many were acknowledged and the code. */
function fill(scene: string, path: string): { added: number; code: string } {
  const line = `${scene}; exec "$0" "$@"`
  const { stdout, stderr } = spawnSync('sh', ['-c', line, process.execPath, FILLER, path], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('a full disk', () => {
  it('is said plainly, keeps every acknowledged token, and is over when there is room again', () => {
    const path = join(base, 'catalog.db')
    using before = openAt(path)
    before.catalog.insertPending(tokenRow('first'))

    // No file may grow beyond 400 KiB (in blocks of 512 bytes): the same refusal as a full disk, for this process alone.
    const { added, code } = fill('ulimit -f 800', path)
    expect(code).toBe('disk')
    expect(added).toBeGreaterThan(10)

    using after = openAt(path)
    expect(after.catalog.tokens()).toHaveLength(added)
    expect(after.database.row('PRAGMA integrity_check')).toEqual(['ok'])
    const row = tokenRow('room-again')
    after.catalog.insertPending(row)
    after.catalog.activate(row.id, auditEntry())
    expect(after.catalog.tokens()).toHaveLength(added + 1)
  })

  it('is said plainly when not even the catalog can be made', () => {
    expect(fill('ulimit -f 0', join(base, 'catalog.db'))).toEqual({ added: 0, code: 'disk' })
    using later = openAt(join(base, 'catalog.db'))
    expect(later.catalog.tokens()).toEqual([])
  })
})

describe('too few file descriptors', () => {
  it('are said plainly', () => {
    // Node itself needs some 20 before it runs our code; the rest are used up by the program.
    expect(fill('export USE_UP_FILES=1; ulimit -n 60', join(base, 'catalog.db'))).toEqual({ added: 0, code: 'disk' })
  })
})

describe('a folder that cannot be written', () => {
  it('is said plainly', () => {
    const folder = join(base, 'data')
    mkdirSync(folder, { mode: 0o700 })
    copyFileSync(GOLDEN, join(folder, 'catalog.db'))
    chmodSync(join(folder, 'catalog.db'), 0o400)
    chmodSync(folder, 0o500)
    // Root writes everywhere unless it gives up that capability.
    const drop =
      process.getuid?.() === 0 ? 'exec setpriv --bounding-set=-all --inh-caps=-all --reuid=0 --clear-groups --' : 'exec'
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', `${drop} "$0" "$@"`, process.execPath, FILLER, join(folder, 'catalog.db')],
      {
        encoding: 'utf8',
      },
    )
    chmodSync(folder, 0o700)
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining('"disk"'), stderr: '' })
  })
})
