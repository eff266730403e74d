import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../../e2e/canaries.ts'
import { Secret } from '../../core/token/secret.ts'
import { createSealedStore, sealedStore } from './sealed-store.ts'

const PASSPHRASE = newCanary('passphrase').value
const canary = newCanary('sealed', 'sk_live_')
let base: string
let path: string

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-sealed-'))
  path = join(base, 'sealed.db')
  await createSealedStore(path, PASSPHRASE)
  using store = sealedStore(path, async () => PASSPHRASE)
  await store.set('tok_1', new Secret(canary.value))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** A copy that a test may damage. */
function copy(name: string, sql: string): string {
  const copied = join(base, name)
  copyFileSync(path, copied)
  const database = new DatabaseSync(copied)
  database.exec(sql)
  database.close()
  return copied
}

describe('the sealed store', () => {
  it('does not open with a wrong passphrase, for reading or for writing', async () => {
    using store = sealedStore(path, async () => `${PASSPHRASE} `)
    await expect(store.get('tok_1')).rejects.toMatchObject({ code: 'keychain-locked' })
    await expect(store.set('tok_2', new Secret('x'))).rejects.toMatchObject({ code: 'keychain-locked' })
    const error = await store.get('tok_1').catch((caught: unknown) => caught)
    const said = error instanceof Error ? `${error.stack}` : ''
    assertNoCanary([{ label: 'passphrase', value: PASSPHRASE }], 'the error', said)
  })

  it('refuses an empty passphrase, and to be made over one with secrets', async () => {
    await expect(createSealedStore(join(base, 'new.db'), '')).rejects.toMatchObject({ code: 'secret-invalid' })
    await expect(createSealedStore(path, 'other')).rejects.toMatchObject({ code: 'failure' })
  })

  it('is never made silently', () => {
    expect(() => sealedStore(join(base, 'missing.db'), async () => PASSPHRASE)).toThrow(
      expect.objectContaining({ code: 'catalog-corrupt' }),
    )
  })

  it.each([
    ['an entry under another name', "UPDATE sealed SET account = 'tok_9' WHERE account = 'tok_1'", 'tok_9'],
    ['a cut entry', "UPDATE sealed SET jwe = substr(jwe, 1, 80) WHERE account = 'tok_1'", 'tok_1'],
    ['no check entry', "DELETE FROM sealed WHERE account = 'sealed.check'", 'tok_1'],
    [
      'a header that asks for much more memory',
      `UPDATE sealed SET jwe = '${Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'sealed.check', kdf: 'scrypt', N: 2 ** 30, r: 8, p: 1, salt: 'AAAAAAAAAAAAAAAAAAAAAA' })).toString('base64url')}.a.b.c.d' WHERE account = 'sealed.check'`,
      'tok_1',
    ],
  ])('says that it is corrupt for %s', async (name, sql, account) => {
    using store = sealedStore(copy(`${name}.db`, sql), async () => PASSPHRASE)
    await expect(store.get(account)).rejects.toMatchObject({ code: 'catalog-corrupt' })
  })

  it('asks once, and not at all for what is not there', async () => {
    let asked = 0
    using store = sealedStore(path, async () => {
      asked += 1
      return PASSPHRASE
    })
    expect(await store.get('tok_none')).toBeNull()
    expect(await store.delete('tok_none')).toBe(false)
    expect(asked).toBe(0)
    await Promise.all([store.get('tok_1'), store.get('tok_1')])
    expect(asked).toBe(1)
  })

  it('gives back what it was given, 1 MiB too, and nothing after it was deleted', async () => {
    using store = sealedStore(path, async () => PASSPHRASE)
    const large = new Secret('z'.repeat(1024 * 1024))
    await store.set('tok_2', large)
    expect((await store.get('tok_1'))?.reveal()).toBe(canary.value)
    expect((await store.get('tok_2'))?.reveal() === large.reveal()).toBe(true)
    expect(await store.delete('tok_2')).toBe(true)
    expect(await store.get('tok_2')).toBeNull()
  })

  it('holds no secret and no passphrase in its files', () => {
    assertNoCanaryInFiles([canary, { label: 'passphrase', value: PASSPHRASE }], base)
  })
})
