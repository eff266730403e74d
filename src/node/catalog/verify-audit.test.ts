import { describe, expect, it } from 'vitest'
import { HEAD_ACCOUNT, KEY_ACCOUNT, sealAudit } from '../../core/audit/seal-audit.ts'
import { verifyAudit } from '../../core/audit/verify-audit.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { nodeHash } from '../hash.ts'
import { openTestCatalog, type TestCatalog } from '../testdata/open-test-catalog.ts'
import { auditEntry } from '../testdata/token-row.ts'
import { machineWorld } from '../world.ts'

/** A keychain over a map; the real one has tests of its own. */
function keychainOver(kept: Map<string, string>): SecretStore {
  return {
    get: async (account) => {
      const text = kept.get(account)
      return text === undefined ? null : new Secret(text)
    },
    set: async (account, secret) => {
      kept.set(account, secret.reveal())
    },
    delete: async (account) => kept.delete(account),
  }
}

function trail(
  rows: number,
): { test: TestCatalog; kept: Map<string, string>; vault: Parameters<typeof verifyAudit>[0] } & Disposable {
  const test = openTestCatalog()
  for (let count = 0; count < rows; count += 1) test.audit.append(auditEntry({ project: `p${count}` }))
  const kept = new Map<string, string>()
  const vault = { secrets: keychainOver(kept), audit: test.audit, world: machineWorld, hash: nodeHash }
  return { test, kept, vault, [Symbol.dispose]: () => test[Symbol.dispose]() }
}

/** What someone does who has the file and knows SQL. */
const tamper = ({ database }: TestCatalog, sql: string): void =>
  database.script(`DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; ${sql}`)

/** Writes the whole chain anew, with right hashes, after a change. */
function rewrite(test: TestCatalog, rows: number): void {
  tamper(test, 'DELETE FROM audit')
  for (let count = 0; count < rows; count += 1) test.audit.append(auditEntry({ project: `other${count}` }))
}

describe('the audit trail', () => {
  it('cannot be updated or deleted by our own statements', () => {
    using at = trail(3)
    expect(() => at.test.database.script("UPDATE audit SET entry = 'x'")).toThrow()
    expect(() => at.test.database.script('DELETE FROM audit')).toThrow()
    expect(at.test.audit.events()).toHaveLength(3)
  })

  it('is said to be corrupt when a row that is shown is no JSON any more', () => {
    using at = trail(3)
    tamper(at.test, "UPDATE audit SET entry = 'x' WHERE seq = 2")
    expect(() => at.test.audit.events()).toThrow(expect.objectContaining({ code: 'catalog-corrupt' }))
    expect(at.test.audit.events(1)).toHaveLength(1)
  })

  it('gives the newest events, newest last', () => {
    using at = trail(5)
    expect(at.test.audit.events(2).map(({ seq }) => seq)).toEqual([4, 5])
    expect(at.test.audit.events()).toHaveLength(5)
  })

  it.each([
    ['an edited row', "UPDATE audit SET entry = replace(entry, 'allowed', 'refused') WHERE seq = 3", 3],
    ['a deleted row', 'DELETE FROM audit WHERE seq = 3', 3],
    ['two rows that changed places', 'UPDATE audit SET seq = -seq; UPDATE audit SET seq = 7 + seq', 1],
  ])('is bad from the first bad row: %s', async (_, sql, firstBad) => {
    using at = trail(6)
    tamper(at.test, sql)
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, firstBad })
    expect(at.kept.size).toBe(0)
  })

  it('is bad when its tail was cut after a seal, also together with the seal in the catalog', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    tamper(at.test, 'DELETE FROM audit WHERE seq > 4')
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, rows: 4, firstBad: 5 })
    at.test.database.script("DELETE FROM meta WHERE key LIKE 'seal.%'")
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, rows: 4, firstBad: 5 })
  })

  it('is bad when it was cut and grown again, or written anew as a whole', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    rewrite(at.test, 9)
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, firstBad: 1 })
    at.test.database.script("DELETE FROM meta WHERE key LIKE 'seal.%'")
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, firstBad: 1 })
  })

  it('is never sealed again once it is not what was sealed, so that nothing hides it', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    const kept = new Map(at.kept)
    tamper(at.test, "DELETE FROM audit WHERE seq > 4; DELETE FROM meta WHERE key LIKE 'seal.%'")
    await expect(sealAudit(at.vault)).rejects.toMatchObject({ code: 'failure' })
    rewrite(at.test, 9)
    await expect(sealAudit(at.vault)).rejects.toMatchObject({ code: 'failure' })
    expect(at.kept).toEqual(kept)
    expect(at.test.audit.seal()).toBeNull()
  })

  it('is bad when everything is gone', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    tamper(at.test, "DELETE FROM audit; DELETE FROM meta WHERE key LIKE 'seal.%'")
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, rows: 0, firstBad: 1 })
  })

  it('is bad when a seal was made with another key', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    at.kept.set(KEY_ACCOUNT, '0'.repeat(64))
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false })
  })

  it.each([
    ['gone', null],
    ['damaged', 'not a key'],
  ])('is bad when the key is %s and rows were sealed; no new key is made', async (_, left) => {
    using at = trail(6)
    await sealAudit(at.vault)
    if (left === null) at.kept.delete(KEY_ACCOUNT)
    else at.kept.set(KEY_ACCOUNT, left)
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false, sealed: 0 })
    await expect(sealAudit(at.vault)).rejects.toMatchObject({ code: 'failure' })
    at.test.database.script("DELETE FROM meta WHERE key LIKE 'seal.%'")
    await expect(sealAudit(at.vault)).rejects.toMatchObject({ code: 'failure' })
    expect(at.kept.get(KEY_ACCOUNT) ?? null).toBe(left)
  })

  it('is bad when the sealed head in the keychain is damaged', async () => {
    using at = trail(6)
    await sealAudit(at.vault)
    at.kept.set(HEAD_ACCOUNT, 'damaged')
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: false })
  })

  it('says up to where it was sealed, and seals the rest', async () => {
    using at = trail(6)
    expect(await verifyAudit(at.vault)).toEqual({ ok: true, rows: 6, sealed: 0, firstBad: null, problem: null })
    at.test.audit.append(auditEntry())
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: true, rows: 7, sealed: 6 })
    expect(await verifyAudit(at.vault)).toMatchObject({ ok: true, rows: 7, sealed: 7 })
  })

  it('keeps the newer seal when an older one comes late', async () => {
    using at = trail(6)
    const old = await sealAudit(at.vault)
    at.test.audit.append(auditEntry())
    const newer = await sealAudit(at.vault)
    at.test.audit.setSeal(old)
    expect(at.test.audit.seal()?.rows).toBe(newer.rows)
  })
})
