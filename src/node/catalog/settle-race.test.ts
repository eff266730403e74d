import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addToken, type NewToken } from '../../core/add-token.ts'
import { PROVIDERS } from '../../core/providers/providers.ts'
import { Secret } from '../../core/token/secret.ts'
import { settle } from '../../core/vault/settle.ts'
import { composeVault, type OpenVault } from '../compose-vault.ts'
import { pathsOf } from '../files/paths.ts'
import { auditEntry, tokenRow } from '../testdata/token-row.ts'
import { Database } from './database.ts'

let base: string
let kept: Map<string, Secret>
let vault: OpenVault
/** What another process does right before and right after a secret is written. */
let before: () => Promise<unknown>
let after: () => Promise<unknown>

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-race-'))
  kept = new Map()
  before = async () => undefined
  after = async () => undefined
  vault = composeVault(PROVIDERS, {
    paths: pathsOf({ BULKHEAD_HOME: join(base, 'vault') }),
    secrets: {
      get: async (account) => kept.get(account) ?? null,
      set: async (account, secret) => {
        await before()
        kept.set(account, secret)
        await after()
      },
      delete: async (account) => kept.delete(account),
    },
  })
})
afterEach(() => {
  vault.close()
  rmSync(base, { recursive: true, force: true })
})

const WANTED: NewToken = {
  name: 'one',
  domain: { kind: 'service', name: 'x' },
  destinations: null,
  env: null,
  scopes: [],
  resources: [],
  expiresAt: null,
}
const add = () => addToken(vault, new Secret('a made-up secret of some length'), WANTED)

describe('what another process is at', () => {
  /** A process that runs until the end of the test. */
  function worker(): { pid: number } & Disposable {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    return { pid: child.pid ?? 0, [Symbol.dispose]: () => child.kill('SIGKILL') }
  }

  /** Makes rows look as another process wrote them. */
  function writtenBy(pid: number, sql: string): void {
    using database = new Database(join(vault.paths.data, 'catalog.db'))
    database.run(sql, pid)
  }

  it('is left to it: an add and a rotation that are under way are not undone', async () => {
    using other = worker()
    vault.catalog.insertPending(tokenRow('half', { createdAt: new Date().toISOString() }))
    vault.catalog.claimAccount('tok_9')
    kept.set('tok_9.2', new Secret('new'))
    writtenBy(other.pid, 'UPDATE tokens SET writer = ?')
    writtenBy(other.pid, 'UPDATE strays SET writer = ?')
    expect(await settle(vault)).toEqual([])
    expect(kept.size).toBe(1)
  })

  it('is settled once it has ended, or has taken longer than any write', async () => {
    const gone = worker()
    vault.catalog.insertPending(tokenRow('half', { createdAt: new Date().toISOString() }))
    writtenBy(gone.pid, 'UPDATE tokens SET writer = ?')
    gone[Symbol.dispose]()
    await expect
      .poll(async () => (await settle(vault)).map(({ what }) => what), { timeout: 60_000 })
      .toEqual(['withdrawn'])

    using other = worker()
    vault.catalog.insertPending(tokenRow('old', { createdAt: new Date(Date.now() - 10 * 60_000).toISOString() }))
    writtenBy(other.pid, 'UPDATE tokens SET writer = ?')
    expect((await settle(vault)).map(({ what }) => what)).toEqual(['withdrawn'])
  })
})

describe('adding a token while doctor runs elsewhere', () => {
  it('adds it when it was withdrawn before its secret was written', async () => {
    before = () => settle(vault)
    const { id } = await add()
    expect([vault.catalog.tokenNamed('one')?.id, kept.size, vault.catalog.unsettled()]).toEqual([id, 1, []])
  })

  it('adds it when it was finished before we could', async () => {
    after = () => settle(vault)
    const { id } = await add()
    expect([vault.catalog.tokenNamed('one')?.id, kept.size, vault.catalog.unsettled()]).toEqual([id, 1, []])
  })

  it('leaves no secret when it was withdrawn and its name is taken by now', async () => {
    before = async () => {
      await settle(vault)
      const other = tokenRow('one')
      vault.catalog.insertPending(other)
      vault.catalog.activate(other.id, auditEntry())
    }
    await expect(add()).rejects.toMatchObject({ code: 'name-taken' })
    expect(kept.size).toBe(0)
  })
})
