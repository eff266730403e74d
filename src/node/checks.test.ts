import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEY_ACCOUNT } from '../core/audit/seal-audit.ts'
import { BulkheadError } from '../core/errors.ts'
import type { SecretStore } from '../core/ports.ts'
import { Secret } from '../core/token/secret.ts'
import { type Check, runChecks } from './checks.ts'
import { composeVault, type OpenVault } from './compose-vault.ts'
import { type Paths, pathsOf } from './files/paths.ts'
import { auditEntry, tokenRow } from './testdata/token-row.ts'

let base: string
let paths: Paths
let vault: OpenVault | undefined
let kept: Map<string, string>
let isLocked: boolean

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-checks-'))
  paths = pathsOf({ BULKHEAD_HOME: join(base, 'vault') })
  vault = undefined
  kept = new Map()
  isLocked = false
})
afterEach(() => {
  vault?.close()
  rmSync(base, { recursive: true, force: true })
})

function unlocked(): void {
  if (isLocked) throw new BulkheadError('keychain-locked', 'the keychain is locked', { hint: 'unlock it' })
}

const secrets: SecretStore = {
  get: async (account) => {
    unlocked()
    const text = kept.get(account)
    return text === undefined ? null : new Secret(text)
  },
  set: async (account, secret) => {
    unlocked()
    kept.set(account, secret.reveal())
  },
  delete: async (account) => {
    unlocked()
    return kept.delete(account)
  },
}

function open(): OpenVault {
  vault ??= composeVault([], { paths, secrets })
  return vault
}

const check = () => runChecks(open, paths)
const failed = (checks: readonly Check[]): string[] => checks.filter(({ ok }) => !ok).map(({ id }) => id)

describe('the checks', () => {
  it('all pass on a new vault, and none holds a hint then', async () => {
    const checks = await check()
    expect(failed(checks)).toEqual([])
    expect(checks.map(({ id }) => id)).toEqual([
      'node',
      'sqlite',
      'folders',
      'catalog',
      'keychain',
      'unsettled',
      'audit',
      'run',
    ])
    expect(checks.every(({ hint }) => hint === null)).toBe(true)
  })

  it('name a folder that is open to others, and go on', async () => {
    open()
    mkdirSync(paths.cache)
    chmodSync(paths.cache, 0o755)
    const checks = await check()
    expect(failed(checks)).toEqual(['folders'])
    expect(checks.find(({ id }) => id === 'folders')?.hint).toContain('chmod 700')
  })

  it('name a catalog that cannot be opened, with its reason wherever it is needed', async () => {
    mkdirSync(paths.data, { recursive: true, mode: 0o700 })
    writeFileSync(join(paths.data, 'catalog.db'), 'not a database, whatever its name says, however long it is')
    const checks = await check()
    expect(failed(checks)).toEqual(['catalog', 'keychain', 'unsettled', 'audit'])
  })

  it('name a locked keychain, and settle nothing then', async () => {
    open().catalog.insertPending(tokenRow('one'))
    isLocked = true
    const checks = await check()
    expect(failed(checks)).toEqual(['keychain', 'unsettled', 'audit'])
    expect(open().catalog.unsettled()).toHaveLength(1)
  })

  it('settle what a crash left, and say what they did', async () => {
    open().catalog.insertPending(tokenRow('half-added'))
    open().catalog.claimAccount('tok_9')
    kept.set('tok_9.2', 'left by a rotation')
    const settled = (await check()).find(({ id }) => id === 'unsettled')
    expect(settled).toMatchObject({ ok: true, message: 'withdrawn half-added, purged tok_9.2' })
    expect([open().catalog.unsettled(), open().catalog.strays(), kept.has('tok_9.2')]).toEqual([[], [], false])
  })

  it('name a damaged audit trail by its row, and a lost key', async () => {
    open().audit.append(auditEntry())
    await check()
    kept.delete(KEY_ACCOUNT)
    expect(failed(await check())).toEqual(['audit'])
  })

  it('name files of sessions that are long over', async () => {
    mkdirSync(paths.run, { recursive: true, mode: 0o700 })
    writeFileSync(join(paths.run, 'old'), '')
    utimesSync(join(paths.run, 'old'), new Date(0), new Date(0))
    expect(failed(await check())).toEqual(['run'])
  })
})
