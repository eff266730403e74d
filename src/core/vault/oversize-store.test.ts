import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SealedRecords, SecretStore } from '../ports.ts'
import { Secret } from '../token/secret.ts'
import { ENTRY_LIMIT, oversizeStore } from './oversize-store.ts'

let entries: Map<string, string>
let records: Map<string, { account: string; jwe: string }>
let failing: 'entries.set' | 'records.write' | null
let store: SecretStore

beforeEach(() => {
  entries = new Map()
  records = new Map()
  failing = null
  const inner: SecretStore = {
    get: async (account) => {
      const text = entries.get(account)
      return text === undefined ? null : new Secret(text)
    },
    set: async (account, secret) => {
      if (failing === 'entries.set') throw new Error('the keychain failed')
      entries.set(account, secret.reveal())
    },
    delete: async (account) => entries.delete(account),
  }
  const table: SealedRecords = {
    read: (ref) => records.get(ref)?.jwe ?? null,
    write: (ref, account, jwe) => {
      if (failing === 'records.write') throw new Error('the disk is full')
      records.set(ref, { account, jwe })
    },
    prune: (account, ref) => {
      for (const [key, record] of records) if (record.account === account && key !== ref) records.delete(key)
    },
  }
  store = oversizeStore(inner, table, { random: (length) => randomBytes(length) })
})

const large = (fill: string): Secret => new Secret(fill.repeat(ENTRY_LIMIT + 1))
const read = async (account: string): Promise<string | undefined> => (await store.get(account))?.reveal()

describe('a store for secrets of any length', () => {
  it.each(['entries.set', 'records.write'] as const)(
    'keeps the old secret, large or small, when %s fails',
    async (fault) => {
      await store.set('small', new Secret('old'))
      await store.set('large', large('o'))
      failing = fault
      await expect(store.set('small', large('n'))).rejects.toThrow()
      await expect(store.set('large', large('n'))).rejects.toThrow()
      failing = null
      expect([await read('small'), await read('large')]).toEqual(['old', large('o').reveal()])
    },
  )

  it('fails on a record that was damaged or swapped', async () => {
    await store.set('a', large('a'))
    await store.set('b', large('b'))
    const [first, second] = [...records.keys()]
    const [one, two] = [records.get(first ?? ''), records.get(second ?? '')]
    if (first === undefined || one === undefined || two === undefined) throw new Error('two records were expected')
    records.set(first, { ...one, jwe: two.jwe })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'catalog-corrupt' })
    records.set(first, { ...one, jwe: one.jwe.slice(0, -4) })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'catalog-corrupt' })
  })

  it('puts at most 2,000 bytes into an entry, counting bytes and not characters', async () => {
    await store.set('just', new Secret('x'.repeat(2_000)))
    expect(records.size).toBe(0)
    await store.set('over', new Secret('x'.repeat(2_001)))
    await store.set('bytes', new Secret('€'.repeat(667)))
    expect(records.size).toBe(2)
    expect(Math.max(...[...entries.values()].map((text) => text.length))).toBe(2_000)
  })

  it('holds one record per account, and none after the secret is small again or gone', async () => {
    await store.set('a', large('1'))
    await store.set('a', large('2'))
    expect([records.size, await read('a')]).toEqual([1, large('2').reveal()])
    await store.set('a', new Secret('small'))
    expect([records.size, await read('a')]).toEqual([0, 'small'])
    await store.set('a', large('3'))
    expect([await store.delete('a'), records.size, await read('a')]).toEqual([true, 0, undefined])
  })

  it('gives back a small secret that looks like its own entries', async () => {
    const text = `bulkhead-sealed ${'0'.repeat(32)} ${'0'.repeat(64)}`
    await store.set('a', new Secret(text))
    expect(await read('a')).toBe(text)
  })

  it('answers null and false for what is not there', async () => {
    expect([await store.get('a'), await store.delete('a')]).toEqual([null, false])
  })
})
