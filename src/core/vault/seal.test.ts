import { CompactEncrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import { Secret } from '../token/secret.ts'
import { seal, unseal } from './seal.ts'

const KEY = new Uint8Array(32).fill(1)
const TEXT = new TextEncoder().encode('text')

const partsOf = (jwe: string): string[] => jwe.split('.')
const headerOf = (jwe: string): unknown =>
  JSON.parse(atob((partsOf(jwe)[0] ?? '').replaceAll('-', '+').replaceAll('_', '/')))

describe('a sealed secret', () => {
  it('does not open with another key', async () => {
    const jwe = await seal(new Secret('text'), 'tok_1', KEY)
    expect(await unseal(jwe, 'tok_1', new Uint8Array(32).fill(2))).toBeNull()
  })

  it.each([0, 2, 3, 4])('does not open when its part %i was changed', async (index) => {
    const parts = partsOf(await seal(new Secret('text'), 'tok_1', KEY))
    const part = parts[index] ?? ''
    parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1)
    expect(await unseal(parts.join('.'), 'tok_1', KEY)).toBeNull()
  })

  it.each(['', 'text', 'a.b.c', 'a.b.c.d.e', '....', `${'x'.repeat(100_000)}`])('is not this: %.20j', async (jwe) => {
    expect(await unseal(jwe, 'tok_1', KEY)).toBeNull()
  })

  it('does not open under another account, even with the right key', async () => {
    const jwe = await seal(new Secret('text'), 'tok_1', KEY)
    await expect(unseal(jwe, 'tok_2', KEY)).rejects.toMatchObject({ code: 'catalog-corrupt' })
  })

  it.each([
    [{ alg: 'dir', enc: 'A128CBC-HS256' }, new Uint8Array(32)],
    [{ alg: 'A256KW', enc: 'A256GCM' }, KEY],
    [{ alg: 'A256GCMKW', enc: 'A256GCM' }, KEY],
  ])('does not choose its own algorithm: %j', async (header, key) => {
    const jwe = await new CompactEncrypt(TEXT).setProtectedHeader({ ...header, kid: 'tok_1' }).encrypt(key)
    expect(await unseal(jwe, 'tok_1', key)).toBeNull()
  })

  it('opens with its key under its account, whatever its text', async () => {
    for (const text of ['x', '\ufeffx', 'a\r\n🔑', 'y'.repeat(1024 * 1024)]) {
      const opened = await unseal(await seal(new Secret(text), 'tok_1', KEY), 'tok_1', KEY)
      expect(opened?.reveal() === text).toBe(true)
    }
  })

  it('says what it is, and nothing of the secret, in its header', async () => {
    const jwe = await seal(new Secret('text'), 'tok_1', KEY, { kdf: 'scrypt', salt: 'c2FsdA' })
    expect(headerOf(jwe)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'tok_1', kdf: 'scrypt', salt: 'c2FsdA' })
    expect(partsOf(jwe)[1]).toBe('')
  })

  it('differs each time', async () => {
    const once = await seal(new Secret('text'), 'tok_1', KEY)
    expect(await seal(new Secret('text'), 'tok_1', KEY)).not.toBe(once)
  })
})
