import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SecretStore } from '../core/ports.ts'
import { Secret } from '../core/token/secret.ts'
import { initStore } from '../node/init-store.ts'
import type { OpenVault } from '../node/open-vault.ts'
import { createVaultSource } from './vault-source.ts'

const PASSPHRASE = 'CANARY correct horse battery'

/** A keychain that must not be asked. */
const untouched: SecretStore = {
  get: () => Promise.reject(new Error('the keychain was asked')),
  set: () => Promise.reject(new Error('the keychain was asked')),
  delete: () => Promise.reject(new Error('the keychain was asked')),
}

describe('the vault of the app', () => {
  let home = ''
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'bulkhead-source-'))
    vi.stubEnv('BULKHEAD_HOME', join(home, 'vault'))
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(home, { recursive: true, force: true })
  })

  it('is opened on first use, once, and asks the keychain for nothing', () => {
    const opened: OpenVault[] = []
    const source = createVaultSource(untouched, (vault) => opened.push(vault))
    expect(opened).toEqual([])
    expect(source.get()).toBe(source.get())
    expect(opened).toEqual([source.get()])
    expect(source.isSealed()).toBe(false)
    source.close()
  })

  it('with a sealed store waits for the right passphrase, and never asks the keychain', async () => {
    await initStore('sealed', async () => PASSPHRASE)
    const source = createVaultSource(untouched, () => undefined)
    expect(source.isSealed()).toBe(true)
    await expect(source.get().secrets.set('tok_x', new Secret('x'))).rejects.toMatchObject({ code: 'keychain-locked' })

    await expect(source.unlock('wrong')).rejects.toMatchObject({
      code: 'keychain-locked',
      message: 'the passphrase is wrong',
    })
    expect(source.isSealed()).toBe(true)
    expect(source.get().catalog.tokens()).toEqual([])

    await source.unlock(PASSPHRASE)
    expect(source.isSealed()).toBe(false)
    await source.get().secrets.set('tok_x', new Secret('kept'))
    expect((await source.get().secrets.get('tok_x'))?.reveal()).toBe('kept')
    source.close()
  })
})
