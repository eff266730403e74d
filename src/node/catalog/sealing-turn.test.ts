import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { KEY_ACCOUNT, sealAudit } from '../../core/audit/seal-audit.ts'
import { verifyAudit } from '../../core/audit/verify-audit.ts'
import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { nodeHash } from '../hash.ts'
import { openTestCatalog } from '../testdata/open-test-catalog.ts'
import { auditEntry } from '../testdata/token-row.ts'
import { machineWorld } from '../world.ts'
import { inSealingTurn } from './sealing-turn.ts'

/** A keychain over a map that takes its time, and reads back what it wrote as ours does. */
function slowKeychain(kept: Map<string, string>): SecretStore {
  return {
    get: async (account) => {
      await sleep(1)
      const text = kept.get(account)
      return text === undefined ? null : new Secret(text)
    },
    set: async (account, secret) => {
      await sleep(2)
      kept.set(account, secret.reveal())
      await sleep(2)
      if (kept.get(account) !== secret.reveal()) throw new BulkheadError('failure', 'it reads back as another')
    },
    delete: async (account) => kept.delete(account),
  }
}

const TURN = "SELECT value FROM meta WHERE key = 'seal.turn'"

describe('sealing the record', () => {
  it('is done by one process at a time: many that begin at once make one key, and every check holds', async () => {
    using test = openTestCatalog()
    test.audit.append(auditEntry())
    const kept = new Map<string, string>()
    const others = Array.from({ length: 6 }, () => test.again())
    const vaults = others.map(({ audit }) => ({
      audit,
      secrets: slowKeychain(kept),
      world: machineWorld,
      hash: nodeHash,
    }))
    try {
      const ends = vaults.map(async (vault, index) => (index % 2 === 0 ? sealAudit(vault) : verifyAudit(vault)))
      const settled = await Promise.allSettled(ends)
      expect(settled.map((end) => (end.status === 'rejected' ? String(end.reason) : 'done'))).toEqual(
        Array(6).fill('done'),
      )
      const [first] = vaults
      if (first === undefined) throw new TypeError('no vault')
      expect(kept.get(KEY_ACCOUNT)).toMatch(/^[0-9a-f]{64}$/)
      expect(await verifyAudit(first)).toMatchObject({ ok: true, rows: 1, sealed: 1 })
      expect(test.database.row(TURN)).toBeNull()
    } finally {
      for (const other of others) other[Symbol.dispose]()
    }
  })

  it('goes on where a process was killed in its turn', async () => {
    using test = openTestCatalog()
    // No process has the number after the largest.
    test.database.run(
      'INSERT INTO meta (key, value) VALUES (?, ?)',
      'seal.turn',
      `4194305 ${new Date().toISOString()} 1`,
    )
    expect(await inSealingTurn(test.database, async () => 'done')).toBe('done')
    expect(test.database.row(TURN)).toBeNull()
  })

  it('waits for another process, and says so when that takes too long', async () => {
    using test = openTestCatalog()
    test.database.run(
      'INSERT INTO meta (key, value) VALUES (?, ?)',
      'seal.turn',
      `${process.ppid} ${new Date().toISOString()} 1`,
    )
    await expect(inSealingTurn(test.database, async () => 'done', 60)).rejects.toMatchObject({ code: 'failure' })
    expect(test.database.row(TURN)).not.toBeNull()
  })

  it('gives its turn back when the work throws', async () => {
    using test = openTestCatalog()
    await expect(inSealingTurn(test.database, () => Promise.reject(new TypeError('no')))).rejects.toThrow('no')
    expect(test.database.row(TURN)).toBeNull()
  })
})
