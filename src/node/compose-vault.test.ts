import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { fingerprintOf } from '../core/token/fingerprint.ts'
import { Secret } from '../core/token/secret.ts'
import { composeVault, type OpenVault } from './compose-vault.ts'
import { type Paths, pathsOf } from './files/paths.ts'
import { initStore } from './init-store.ts'
import { auditEntry, tokenRow } from './testdata/token-row.ts'

let base: string
let paths: Paths
let opened: OpenVault[]
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-vault-'))
  paths = pathsOf({ BULKHEAD_HOME: join(base, 'vault') })
  opened = []
})
afterEach(() => {
  for (const vault of opened) vault.close()
  rmSync(base, { recursive: true, force: true })
})

function open(options: Parameters<typeof composeVault>[1] = {}): OpenVault {
  const vault = composeVault([], { paths, ...options })
  opened.push(vault)
  return vault
}

const UNSAFE = expect.objectContaining({ code: 'unsafe-path' })

describe('opening a vault', () => {
  it.each(['state', 'config', 'cache', 'run'] as const)('refuses a %s folder that is open to others', (name) => {
    const folder = paths[name]
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o777)
    expect(() => composeVault([], { paths })).toThrow(UNSAFE)
    expect(() => composeVault([], { paths, readonly: true })).toThrow(UNSAFE)
    chmodSync(folder, 0o700)
    composeVault([], { paths }).close()
  })

  it('refuses a data folder that is open to others, a symbolic link, or no folder', () => {
    mkdirSync(paths.data, { recursive: true })
    chmodSync(join(base, 'vault'), 0o700)
    chmodSync(paths.data, 0o755)
    expect(() => open()).toThrow(UNSAFE)
    rmSync(paths.data, { recursive: true })
    symlinkSync(base, paths.data)
    expect(() => open()).toThrow(UNSAFE)
    rmSync(paths.data)
    writeFileSync(paths.data, '')
    expect(() => open()).toThrow(UNSAFE)
  })

  it('refuses a BULKHEAD_HOME that others can change', () => {
    mkdirSync(join(base, 'vault'))
    chmodSync(join(base, 'vault'), 0o777)
    expect(() => open()).toThrow(UNSAFE)
    expect(readdirSync(join(base, 'vault'))).toEqual([])
  })

  it('makes the data folder and the catalog, and no other folder', () => {
    open()
    expect(readdirSync(join(base, 'vault'))).toEqual(['data'])
    expect(statSync(paths.data).mode & 0o777).toBe(0o700)
    expect(readdirSync(paths.data).sort()).toEqual(['catalog.db', 'catalog.db-shm', 'catalog.db-wal'])
  })

  it('makes nothing when it only reads, and shows an empty vault', () => {
    const vault = open({ readonly: true })
    expect([vault.catalog.tokens(), vault.audit.events(), vault.store]).toEqual([[], [], 'keychain'])
    expect(existsSync(join(base, 'vault', 'data'))).toBe(false)
  })

  it('gives each catalog a salt of its own, and the same one each time', () => {
    const salt = Buffer.from(open().catalog.salt).toString('hex')
    expect(Buffer.from(open().catalog.salt).toString('hex')).toBe(salt)
    expect(salt).toMatch(/^[0-9a-f]{64}$/)
    const other = composeVault([], { paths: pathsOf({ BULKHEAD_HOME: join(base, 'other') }) })
    opened.push(other)
    expect(Buffer.from(other.catalog.salt).toString('hex')).not.toBe(salt)
  })
})

describe('choosing the sealed store', () => {
  const passphrase = async (): Promise<string> => 'throwaway passphrase'

  it('is refused when tokens are in the keychain, and changes nothing then', async () => {
    const vault = open()
    vault.catalog.insertPending(tokenRow('one'))
    await expect(initStore('sealed', passphrase, paths)).rejects.toMatchObject({ code: 'failure' })
    expect(open().store).toBe('keychain')
  })

  it('keeps the keychain when the passphrase is empty or not given', async () => {
    await expect(initStore('sealed', async () => '', paths)).rejects.toMatchObject({ code: 'secret-invalid' })
    const cancel = async (): Promise<string> => {
      throw new Error('cancelled')
    }
    await expect(initStore('sealed', cancel, paths)).rejects.toThrow('cancelled')
    expect(open().store).toBe('keychain')
  })

  it('leaves secrets locked for whoever gives no passphrase', async () => {
    await initStore('sealed', passphrase, paths)
    const vault = open()
    expect(vault.store).toBe('sealed')
    await expect(vault.secrets.set('tok_1', new Secret('x'))).rejects.toMatchObject({ code: 'keychain-locked' })
  })

  it('keeps secrets there, never silently anywhere else, and none in clear', async () => {
    const canary = newCanary('sealed vault', 'sk-ant-')
    await initStore('sealed', passphrase, paths)
    await initStore('sealed', async () => 'is not asked for again', paths)
    const secret = new Secret(canary.value.repeat(60))
    const vault = open({ passphrase })
    const row = tokenRow('one', { fingerprint: fingerprintOf(secret, vault.catalog.salt, vault.hash) })
    vault.catalog.insertPending(row)
    await vault.secrets.set(row.account, secret)
    vault.catalog.activate(row.id, auditEntry())
    expect((await open({ passphrase }).secrets.get(row.account))?.reveal() === secret.reveal()).toBe(true)
    assertNoCanaryInFiles([canary], base)

    vault.close()
    rmSync(join(paths.data, 'sealed.db'))
    expect(() => open({ passphrase })).toThrow(expect.objectContaining({ code: 'catalog-corrupt' }))
  })

  it('can be taken back while the vault is empty', async () => {
    await initStore('sealed', passphrase, paths)
    await initStore('keychain', passphrase, paths)
    expect(open().store).toBe('keychain')
    await initStore('sealed', async () => 'another passphrase', paths)
    expect(await open({ passphrase: async () => 'another passphrase' }).secrets.get('none')).toBeNull()
  })
})
